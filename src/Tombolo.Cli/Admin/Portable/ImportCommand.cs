using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using Tombolo.Cli.Help;
using Tombolo.Cli.Storage;
using Tombolo.Host.DataFolders;
using Tombolo.Server.StandardClients.Portable;
using Tombolo.Server.Storage;

namespace Tombolo.Cli.Admin.Portable;

/// <summary><c>tombolo admin import</c>: accounts from another server, as XEP-0227.</summary>
internal static class ImportCommand
{
    private const int ProblemsShown = 100;

    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "The XML file." };
        var domain = new Option<string?>("--domain") { Description = "The host's domain, where the settings do not say it; accounts of others are passed over.", HelpName = "DOMAIN" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Do everything and keep nothing: shows what would be refused." };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("import", "Take accounts over from another server (XEP-0227): names, passwords or SCRAM credentials, contacts, messages that wait. The host must be stopped. A second run changes nothing.") { file, domain, dryRun, json };
        var store = new StoreOptions();
        store.AddTo(command);
        command.SetAction((parsed, cancellationToken) => store.RunAsync(parsed, (storage, settings) => Task.Run(() =>
        {
            var mode = parsed.GetValue(dryRun) ? ImportMode.Try : ImportMode.Keep;
            return Run(storage, parsed.GetValue(domain) ?? settings.Domain, parsed.GetRequiredValue(file), mode, parsed.GetValue(json), cancellationToken);
        })));
        command.WithExamples(
            ("What would come of it", "tombolo admin import accounts.xml --config tombolo.json --dry-run"),
            ("Into a data folder", "tombolo admin import accounts.xml --domain chat.example --data ./data"));
        return command;
    }

    private static int Run(StorageOptions storage, string domain, string file, ImportMode mode, bool asJson, CancellationToken cancellationToken)
    {
        using var held = DataFolder.TryHold(storage.DataFolder);
        if (held is null)
        {
            Complaint.Write($"A Tombolo is using the data folder {storage.DataFolder}.", "Stop it first: it would not see what changes under it.");
            return ExitCode.Usage;
        }

        var problems = new List<ImportProblem>();
        var refused = 0;
        try
        {
            using var input = File.OpenRead(file);
            var result = Watch(asJson, progress => AccountImport.Run(
                storage, domain, input, mode, TimeProvider.System, problem => Note(problem, problems, ref refused), progress, cancellationToken));
            Print(result, problems, refused, mode, asJson);
            return refused == 0 ? ExitCode.Success : ExitCode.Failure;
        }
        catch (InvalidDataException broken)
        {
            Complaint.Write($"{file} cannot be read on: {broken.Message}.", "What came before it is taken over; a second run does not take it twice.");
            return ExitCode.Failure;
        }
    }

    private static void Note(ImportProblem problem, List<ImportProblem> problems, ref int refused)
    {
        if (refused++ < ProblemsShown)
        {
            problems.Add(problem);
        }
    }

    private static ImportResult Watch(bool isQuiet, Func<IProgress<int>?, ImportResult> work) => isQuiet || !AnsiConsole.Profile.Capabilities.Interactive
        ? work(null)
        : AnsiConsole.Status().Start("Reading ...", context => work(new Counter(done => context.Status($"{done} accounts"))));

    private static void Print(ImportResult result, List<ImportProblem> problems, int refused, ImportMode mode, bool asJson)
    {
        if (asJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { kept = mode == ImportMode.Keep, result, refused, problems }, JsonSerializerOptions.Web));
            return;
        }

        Complaint.Write(problems.Select(static problem => $"line {problem.Line}: {problem.Reason}"));
        var words = mode == ImportMode.Keep ? "Taken over" : "Would be taken over";
        Console.WriteLine($"{words}: {result.Accounts} accounts, {result.Passwords} passwords, {result.Contacts} contacts, {result.Messages} messages; {result.Unchanged} accounts unchanged, {refused} things left out.");
    }

    private sealed class Counter(Action<int> tell) : IProgress<int>
    {
        public void Report(int value) => tell(value);
    }
}
