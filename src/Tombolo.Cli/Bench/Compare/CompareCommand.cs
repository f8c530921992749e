using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tombolo.Cli.Help;

namespace Tombolo.Cli.Bench.Compare;

/// <summary><c>tombolo bench compare</c>: the same load on several servers in one run on one machine, medians of rounds, ratios, bars.</summary>
internal static class CompareCommand
{
    private static readonly string[] Packages = ["ejabberd", "erlang-p1-sqlite3", "erlang-p1-pgsql", "prosody", "postgresql"];
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static Command Create()
    {
        var defaults = new CompareOptions();
        var only = new Option<string[]>("--only") { Description = $"Rows to measure: {string.Join(", ", Rows.All.Keys)}. Without it, all.", AllowMultipleArgumentsPerToken = true };
        var servers = new Option<string[]>("--servers") { Description = "Servers to measure, by the beginning of their names: ejabberd, prosody, tombolo. Without it, all.", AllowMultipleArgumentsPerToken = true };
        var users = new Option<int>("--users") { Description = "Users, in pairs (2 to 20000).", DefaultValueFactory = _ => defaults.Users };
        var seconds = new Option<int>("--seconds") { Description = "Seconds that count in each round (1 to 600).", DefaultValueFactory = _ => defaults.Seconds };
        var rounds = new Option<int>("--rounds") { Description = "Rounds; the median counts (1 to 100).", DefaultValueFactory = _ => defaults.Rounds };
        var warmUp = new Option<int>("--warm-up") { Description = "Seconds of load before the first round (0 to 600).", DefaultValueFactory = _ => defaults.WarmUpSeconds };
        var connections = new Option<int>("--connections") { Description = "Connections of the memory rows (1 to 20000).", DefaultValueFactory = _ => defaults.Connections };
        var offline = new Option<int>("--offline") { Description = "Messages that wait when draining begins (1 to 1000000).", DefaultValueFactory = _ => defaults.OfflineMessages };
        var rate = new Option<int>("--rate") { Description = "Messages a second of the row 'offered' (1 to 100000).", DefaultValueFactory = _ => defaults.Rate };
        var json = new Option<string?>("--json") { Description = "Also writes every round of every figure, machine and versions into this file.", HelpName = "FILE" };
        users.MustBe(2, 20_000);
        seconds.MustBe(1, 600);
        rounds.MustBe(1, 100);
        warmUp.MustBe(0, 600);
        connections.MustBe(1, 20_000);
        offline.MustBe(1, 1_000_000);
        rate.MustBe(1, 100_000);
        only.Validators.Add(result =>
        {
            foreach (var unknown in (result.GetValueOrDefault<string[]>() ?? []).Where(row => !Rows.All.ContainsKey(row)))
            {
                result.AddError($"There is no row '{unknown}'. There are: {string.Join(", ", Rows.All.Keys)}.");
            }
        });
        var command = new Command("compare", "Compare XMPP servers on this machine under the same load: ejabberd and Prosody as Debian ships them, and this host. What is missing is installed from Debian. All rows take about twenty minutes.")
        {
            only, servers, users, seconds, rounds, warmUp, connections, offline, rate, json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new CompareOptions
            {
                Users = parsed.GetRequiredValue(users),
                Seconds = parsed.GetRequiredValue(seconds),
                Rounds = parsed.GetRequiredValue(rounds),
                WarmUpSeconds = parsed.GetRequiredValue(warmUp),
                Connections = parsed.GetRequiredValue(connections),
                OfflineMessages = parsed.GetRequiredValue(offline),
                Rate = parsed.GetRequiredValue(rate),
            },
            parsed.GetValue(only) is { Length: > 0 } chosen ? [.. chosen] : [.. Rows.All.Keys],
            parsed.GetValue(servers) ?? [],
            parsed.GetValue(json),
            cancellationToken));
        command.WithExamples(
            ("Everything, as docs/performance.md publishes it", "tombolo bench compare --json compare.json"),
            ("Two rows, quickly", "tombolo bench compare --only chat tls --seconds 3 --rounds 1"));
        return command;
    }

    private static async Task<int> RunAsync(CompareOptions options, HashSet<string> rows, string[] servers, string? json, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        await InstallAsync(cancellationToken).ConfigureAwait(false);
        var machine = BenchMachine.Look(Packages);
        await Console.Error.WriteLineAsync(machine.ToString()).ConfigureAwait(false);
        var figures = await new CompareRun(options, rows, servers, step => Console.Error.WriteLine($"{clock.Elapsed:mm\\:ss}  {step}")).RunAsync(cancellationToken).ConfigureAwait(false);
        Console.WriteLine(CompareTable.Write(figures));
        Console.WriteLine($"{machine}. {options.Rounds} rounds of {options.Seconds} s, {clock.Elapsed:mm\\:ss} in all.");
        if (json is not null)
        {
            var bars = Bars.All.Select(bar => new { bar, reached = bar.Reached(figures) }).Select(one => new { one.bar, one.reached, met = one.reached is { } reached ? one.bar.IsMet(reached) : (bool?)null });
            await File.WriteAllTextAsync(json, JsonSerializer.Serialize(new { machine, options, figures, bars }, Json), cancellationToken).ConfigureAwait(false);
        }

        return 0;
    }

    private static async Task InstallAsync(CancellationToken cancellationToken)
    {
        var missing = Packages.Where(package => !File.Exists($"/var/lib/dpkg/info/{package}.list")).ToArray();
        if (missing.Length == 0)
        {
            return;
        }

        await Console.Error.WriteLineAsync($"Installing {string.Join(", ", missing)} from Debian …").ConfigureAwait(false);
        using var install = Process.Start(new ProcessStartInfo("apt-get", ["install", "-y", "-q", "--no-install-recommends", .. missing]) { RedirectStandardOutput = true })!;
        await install.StandardOutput.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        await install.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        if (install.ExitCode != 0)
        {
            throw new IOException($"apt-get could not install {string.Join(", ", missing)}: run 'apt-get update' and try again.");
        }
    }
}
