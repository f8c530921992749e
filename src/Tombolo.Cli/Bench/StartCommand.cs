using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tombolo.Cli.Help;
using Tombolo.Cli.Storage;
using Tombolo.Server.Mailboxes;
using Tombolo.Server.Storage;

namespace Tombolo.Cli.Bench;

/// <summary><c>tombolo bench start</c>: how long a host takes to be ready when much waits in its mailboxes.</summary>
internal static class StartCommand
{
    private const int EntryBytes = 600;
    private const int Rounds = 3;

    public static Command Create()
    {
        var queued = new Option<int>("--queued") { Description = "Messages that wait (1000 to 100000000).", DefaultValueFactory = static _ => 1_000_000 };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("start", "Fill an empty store with messages that wait, then start a host on it three times: seconds from the start of the process until it answers that it is ready.") { queued, json };
        queued.MustBe(1000, 100_000_000);
        var store = new StoreOptions();
        store.AddTo(command);
        command.SetAction((parsed, cancellationToken) => store.RunAsync(parsed, async (storage, _) =>
        {
            if (Directory.Exists(storage.DataFolder))
            {
                Complaint.Write($"{storage.DataFolder} is there already.", "Name a folder to make with --data, and with PostgreSQL an empty database.");
                return ExitCode.Usage;
            }

            var starts = await MeasureAsync(storage, parsed.GetRequiredValue(queued), cancellationToken);
            var (seconds, processor) = (Array.ConvertAll(starts, static one => one.Elapsed.TotalSeconds), Array.ConvertAll(starts, static one => one.Processor.TotalSeconds));
            Console.WriteLine(parsed.GetValue(json)
                ? JsonSerializer.Serialize(new { queued = parsed.GetValue(queued), engine = storage.Engine.ToString(), seconds, processorSeconds = processor }, JsonSerializerOptions.Web)
                : $"{storage.Engine}, {parsed.GetValue(queued)} messages wait: ready after {Join(seconds)} s, of which the host's processor time was {Join(processor)} s.");
            return ExitCode.Success;
        }));
        command.WithExamples(
            ("A million messages in SQLite", "tombolo bench start --data ./start"),
            ("In PostgreSQL, in an empty database", "tombolo bench start --data ./start --database postgres --database-connection 'Host=/run/postgresql;Database=start'"));
        return command;
    }

    private static string Join(double[] seconds) => string.Join(", ", seconds.Select(static value => value.ToString("F2", CultureInfo.InvariantCulture)));

    private static async Task<(TimeSpan Elapsed, TimeSpan Processor)[]> MeasureAsync(StorageOptions storage, int queued, CancellationToken cancellationToken)
    {
        // The first start makes the tables.
        await StartedHost.TimeAsync(storage, cancellationToken);
        QueuedMessages.Make(storage, queued, EntryBytes, TimeProvider.System);
        var starts = new (TimeSpan, TimeSpan)[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            starts[round] = await StartedHost.TimeAsync(storage, cancellationToken);
        }

        return starts;
    }
}
