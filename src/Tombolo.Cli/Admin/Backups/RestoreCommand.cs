using System.CommandLine;
using Tombolo.Cli.Help;
using Tombolo.Cli.Storage;
using Tombolo.Host.DataFolders;
using Tombolo.Server.Storage;
using Tombolo.Server.Storage.Backups;

namespace Tombolo.Cli.Admin.Backups;

/// <summary><c>tombolo admin restore</c>: a host as it was when the backup was made, on the engine that the settings name.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "A folder that tombolo admin backup made." };
        var replace = new Option<bool>("--replace") { Description = "Data that is there gives way: files are put aside in the data folder, rows of PostgreSQL are deleted." };
        var json = new Option<bool>("--json") { Description = "Print JSON, no bars." };
        var command = new Command("restore", "Bring a host back to the state of a backup, on SQLite or PostgreSQL, whichever it was made on. The host must be stopped.") { folder, replace, json };
        var store = new StoreOptions();
        store.AddTo(command);
        command.SetAction((parsed, cancellationToken) => store.RunAsync(parsed, (storage, _) => Task.Run(() =>
        {
            var existing = parsed.GetValue(replace) ? ExistingData.Replace : ExistingData.Refuse;
            return Run(storage, parsed.GetRequiredValue(folder), existing, parsed.GetValue(json), cancellationToken);
        })));
        command.WithExamples(
            ("Into an empty data folder", "tombolo admin restore /backup/tombolo-2026-11-25 --data /var/lib/tombolo"),
            ("From SQLite to PostgreSQL", "tombolo admin restore ./backup --data ./new --database postgres --database-connection 'Host=/run/postgresql;Database=tombolo'"),
            ("Instead of what is there", "tombolo admin restore ./backup --config tombolo.json --replace"));
        return command;
    }

    private static int Run(StorageOptions storage, string from, ExistingData existing, bool asJson, CancellationToken cancellationToken)
    {
        using var held = DataFolder.TryHold(storage.DataFolder);
        if (held is null)
        {
            Complaint.Write($"A Tombolo is using the data folder {storage.DataFolder}.", "Stop it first, or restore into another folder with --data.");
            return ExitCode.Usage;
        }

        var manifest = BackupReport.Watch(asJson, progress => Restore.Run(storage, from, existing, TimeProvider.System, progress, cancellationToken));
        BackupReport.Print("Restored", manifest, from, asJson);
        return ExitCode.Success;
    }
}
