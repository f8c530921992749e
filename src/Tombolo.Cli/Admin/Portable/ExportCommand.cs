using System.CommandLine;
using System.Text.Json;
using Tombolo.Cli.Help;
using Tombolo.Cli.Storage;
using Tombolo.Server.StandardClients.Portable;
using Tombolo.Server.Storage;

namespace Tombolo.Cli.Admin.Portable;

/// <summary><c>tombolo admin export</c>: the host's accounts as XEP-0227, for another server.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The XML file to make. It will hold what passwords are checked against." };
        var domain = new Option<string?>("--domain") { Description = "The host's domain, where the settings do not say it.", HelpName = "DOMAIN" };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("export", "Write the host's accounts for another server (XEP-0227): names, SCRAM credentials, contacts, plain messages that wait. The host may run meanwhile.") { file, domain, json };
        var store = new StoreOptions();
        store.AddTo(command);
        command.SetAction((parsed, cancellationToken) => store.RunAsync(parsed, (storage, settings) => Task.Run(() =>
        {
            var result = Write(storage, parsed.GetValue(domain) ?? settings.Domain, parsed.GetRequiredValue(file), cancellationToken);
            Console.WriteLine(parsed.GetValue(json)
                ? JsonSerializer.Serialize(result, JsonSerializerOptions.Web)
                : $"Written: {result.Accounts} accounts, {result.Contacts} contacts, {result.Messages} messages.");
            return ExitCode.Success;
        })));
        command.WithExamples(("All accounts of a host", "tombolo admin export accounts.xml --config tombolo.json"));
        return command;
    }

    /// <summary>The file appears when it is whole, readable by its owner alone.</summary>
    private static ExportResult Write(StorageOptions storage, string domain, string file, CancellationToken cancellationToken)
    {
        var unfinished = file + ".unfinished";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            ExportResult result;
            using (var output = new FileStream(unfinished, options))
            {
                result = AccountExport.Write(storage, domain, output, cancellationToken);
                output.Flush(flushToDisk: true);
            }

            File.Move(unfinished, file, overwrite: false);
            return result;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
