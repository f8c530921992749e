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
            _ => ExitCode.Failure,
        };
    }

    private static string Advice(StorageException broken) => broken.Fault switch
    {
        StorageFault.Unreachable => "Start it, or mend databaseConnection in the settings.",
        StorageFault.Refused => "Look at user, password and database in databaseConnection; docs/operators.md tells how to prepare them.",
        StorageFault.Newer => "Run that version again, or a newer one; migrations go forward only.",
        _ => (broken.InnerException ?? broken).Message,
    };
}
