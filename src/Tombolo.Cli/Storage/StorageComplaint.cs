using Tombolo.Server.Storage;

namespace Tombolo.Cli.Storage;

/// <summary>Says what is wrong with a store, and what its owner can do.</summary>
internal static class StorageComplaint
{
    /// <returns>The exit code.</returns>
    public static int Write(StorageException broken)
    {
        Complaint.Write(broken.Message, Advice(broken));
        return broken.Fault switch
        {
            StorageFault.Unreachable => ExitCode.Unreachable,
            StorageFault.Refused => ExitCode.Refused,
            StorageFault.Absent or StorageFault.InUse => ExitCode.Usage,
            _ => ExitCode.Failure,
        };
    }

    private static string Advice(StorageException broken) => broken.Fault switch
    {
        StorageFault.Unreachable => "Start it, or mend databaseConnection in the settings.",
        StorageFault.Refused => "Look at user, password and database in databaseConnection; docs/operators.md tells how to prepare them.",
        StorageFault.Absent => "Name the host's settings with --config, or its data folder with --data, and start the host once.",
        StorageFault.InUse => "Stop it, give this host a database of its own, or make all of them nodes of one cluster; docs/operators.md tells how.",
        StorageFault.Older => "Start the host of this version once; it brings the tables up to date.",
        StorageFault.Damaged => "Restore a backup (tombolo admin restore), or mend the file with SQLite's own tools.",
        StorageFault.Newer => "Run that version again, or a newer one; migrations go forward only.",
        _ => (broken.InnerException ?? broken).Message,
    };
}
