using System.CommandLine;
using Tombolo.Cli.Help;
using Tombolo.Cli.Storage;
using Tombolo.Server.Storage.Backups;

namespace Tombolo.Cli.Admin.Backups;

/// <summary><c>tombolo admin backup</c>: the whole state of a host as a folder, while it runs.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("folder") { Description = "The folder to make. It will hold the host's secrets." };
        var json = new Option<bool>("--json") { Description = "Print JSON, no bars." };
        var command = new Command("backup", "Copy everything a host keeps into a folder: accounts, messages that wait, keys. The host may run meanwhile; the copy is its state of one moment.") { folder, json };
        var store = new StoreOptions();
        store.AddTo(command);
        command.SetAction((parsed, cancellationToken) => store.RunAsync(parsed, (storage, _) => Task.Run(() =>
        {
            var (to, asJson) = (parsed.GetRequiredValue(folder), parsed.GetValue(json));
            var manifest = BackupReport.Watch(asJson, progress => Backup.Make(storage, to, TimeProvider.System, progress, cancellationToken));
            BackupReport.Print("Backed up", manifest, to, asJson);
            return ExitCode.Success;
        })));
        command.WithExamples(
            ("Every night, beside the host", "tombolo admin backup /backup/today --config /etc/tombolo/tombolo.json --json"),
            ("From another data folder", "tombolo admin backup ./backup --data ./data"));
        return command;
    }
}
