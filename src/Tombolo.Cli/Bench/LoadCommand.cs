using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using Tombolo.Cli.Help;
using Tombolo.Server.StandardClients;
using Tombolo.Server.Storage;

namespace Tombolo.Cli.Bench;

/// <summary><c>tombolo bench load</c>: drives any XMPP server on this machine.</summary>
internal static class LoadCommand
{
    public static Command Create()
    {
        var target = new Option<string>("--target") { Description = "HOST:PORT of the server, loopback only.", DefaultValueFactory = _ => "127.0.0.1:5222" };
        var others = new Option<string[]>("--other-target") { Description = "HOST:PORT of another node of the same cluster; may be repeated. Users go round all of them.", HelpName = "HOST:PORT" };
        var spread = new Option<LoadSpread>("--spread") { Description = "With --other-target, where the two of a pair are: apart (on two nodes: every message crosses), even (as behind an even proxy: with n nodes (n - 1) / n of all messages cross) or together (on one node: none).", DefaultValueFactory = _ => LoadSpread.Apart };
        var domain = new Option<string>("--domain") { Description = "The server's XMPP domain.", DefaultValueFactory = _ => "localhost" };
        var users = new Option<int>("--users") { Description = "Users, in pairs (2 to 20000).", DefaultValueFactory = _ => 1000 };
        var seconds = new Option<int>("--seconds") { Description = "Seconds that count (1 to 600).", DefaultValueFactory = _ => 10 };
        var warmUp = new Option<int>("--warm-up") { Description = "Seconds of load before counting begins (0 to 600).", DefaultValueFactory = _ => 3 };
        var rate = new Option<int?>("--rate") { Description = "Messages offered per second; without it, as fast as it goes." };
        var transport = new Option<LoadTransport>("--transport") { Description = "plain, starttls or directtls.", DefaultValueFactory = _ => LoadTransport.Plain };
        var mechanism = new Option<LoadMechanism>("--mechanism") { Description = "plain or scramsha1.", DefaultValueFactory = _ => LoadMechanism.Plain };
        var register = new Option<bool>("--register") { Description = "Make the accounts first by in-band registration (XEP-0077)." };
        var data = new Option<string?>("--data") { Description = "Make the accounts first, in the data folder of a Tombolo host on this machine.", HelpName = "DIR" };
        var database = new Option<string?>("--database-connection") { Description = "With --data: make the accounts in this PostgreSQL instead of the folder's SQLite.", HelpName = "CONNECTION" };
        var processes = new Option<int[]>("--server-pid") { Description = "Process whose CPU time is counted; may be repeated." };
        var stores = new Option<int[]>("--store-pid") { Description = "Process of the database, whose CPU time is counted apart; may be repeated." };
        var json = new Option<bool>("--json") { Description = "Print the result as JSON." };
        users.MustBe(2, 20_000);
        seconds.MustBe(1, 600);
        warmUp.MustBe(0, 600);
        var command = new Command("load", "Drive an XMPP server on this machine: users in pairs, one message outstanding each, stream management on.")
        {
            target, others, spread, domain, users, seconds, warmUp, rate, transport, mechanism, register, data, database, processes, stores, json,
        };
        command.WithExamples(
            ("Any server with in-band registration, its CPU time counted", "tombolo bench load --target 127.0.0.1:5222 --register --server-pid 4711"),
            ("This host, started with --plain-chat --listen-plain 127.0.0.1:5222 --data ./try", "tombolo bench load --data ./try --seconds 30 --json"),
            ("Three nodes of a cluster, their users as an even proxy spreads them", "tombolo bench load --target 127.0.0.1:5222 --other-target 127.0.0.1:5232 --other-target 127.0.0.1:5242 --spread even --data ./node1 --database-connection 'Host=/run/postgresql;Database=tombolo'"));
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (host, port) = LoadTarget.Parse(parsed.GetRequiredValue(target));
            var where = new LoadTarget(host, port, parsed.GetRequiredValue(domain), parsed.GetRequiredValue(transport), parsed.GetRequiredValue(mechanism))
            {
                Others = [.. (parsed.GetValue(others) ?? []).Select(LoadTarget.Parse)],
                Spread = parsed.GetValue(spread),
            };
            var options = new PairLoadOptions
            {
                Users = parsed.GetRequiredValue(users) & ~1,
                Duration = TimeSpan.FromSeconds(parsed.GetRequiredValue(seconds)),
                WarmUp = TimeSpan.FromSeconds(parsed.GetRequiredValue(warmUp)),
                Rate = parsed.GetValue(rate),
                Counting = () => Console.Error.WriteLine("counting"),
                ServerProcesses = parsed.GetValue(processes) ?? [],
                StoreProcesses = parsed.GetValue(stores) ?? [],
            };
            if (parsed.GetValue(data) is { } folder)
            {
                var store = new StorageOptions { DataFolder = folder, ConnectionString = parsed.GetValue(database) };
                store.Engine = store.ConnectionString is null ? DatabaseEngine.Sqlite : DatabaseEngine.Postgres;
                StandardAccounts.Make(store, where.Domain, Enumerable.Range(0, options.Users).Select(LoadTarget.UserName), LoadTarget.Password, TimeProvider.System);
            }

            var result = await RunAsync(where, options, parsed.GetValue(register), cancellationToken).ConfigureAwait(false);
            Print(result, parsed.GetValue(json));
            return result.Broken == 0 ? 0 : 1;
        });
        return command;
    }

    /// <summary>Makes the accounts where asked, logs in, runs, and leaves the accounts behind.</summary>
    public static async Task<PairLoadResult> RunAsync(LoadTarget target, PairLoadOptions options, bool register, CancellationToken cancellationToken)
    {
        if (register)
        {
            var login = new LoadLogin(target with { Transport = LoadTransport.Plain });
            await Parallel.ForAsync(0, options.Users, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken }, async (user, token) =>
                await login.RegisterAsync(user, token).ConfigureAwait(false)).ConfigureAwait(false);
        }

        await using var load = new PairLoad(new ChatWire(target), options);
        await load.LogInAsync(null, cancellationToken).ConfigureAwait(false);
        return (await load.RunAsync(cancellationToken).ConfigureAwait(false))[0];
    }

    private static void Print(PairLoadResult result, bool asJson)
    {
        if (asJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(result, JsonSerializerOptions.Web));
            return;
        }

        var table = new Table().AddColumns("messages/s", "per server-CPU-s", "p50 ms", "p99 ms", "messages", "broken");
        table.AddRow($"{result.MessagesPerSecond:F0}", $"{result.MessagesPerServerCpuSecond:F0}", $"{result.MedianMilliseconds:F2}", $"{result.NinetyNinthMilliseconds:F2}", $"{result.Messages}", $"{result.Broken}");
        AnsiConsole.Write(table);
    }
}
