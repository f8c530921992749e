using System.CommandLine;
using System.Diagnostics;
using Spectre.Console;
using Tombolo.Cli.Bench.Peers;

namespace Tombolo.Cli.Bench;

/// <summary><c>tombolo bench compare</c>: the same load on several servers in one run on one machine, medians of rounds, ratios.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var users = new Option<int>("--users") { Description = "Users, in pairs.", DefaultValueFactory = _ => 1000 };
        var seconds = new Option<int>("--seconds") { Description = "Seconds that count in each round.", DefaultValueFactory = _ => 10 };
        var rounds = new Option<int>("--rounds") { Description = "Rounds; the median counts.", DefaultValueFactory = _ => 3 };
        var rate = new Option<int?>("--rate") { Description = "Messages offered per second; without it, as fast as it goes." };
        var command = new Command("compare", "Compare XMPP servers on this machine under the same load. Peers come from Debian and are installed if missing.")
        {
            users, seconds, rounds, rate,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await InstallAsync(["prosody", "ejabberd"], cancellationToken).ConfigureAwait(false);
            Func<BenchedServer>[] servers = [() => new TomboloServer(), () => new EjabberdServer(EjabberdArchive.Off), () => new ProsodyServer()];
            var options = new PairLoadOptions
            {
                Users = parsed.GetRequiredValue(users) & ~1,
                Duration = TimeSpan.FromSeconds(parsed.GetRequiredValue(seconds)),
                Rate = parsed.GetValue(rate),
            };
            var results = new List<(string Name, PairLoadResult Result)>();
            for (var round = 0; round < parsed.GetRequiredValue(rounds); round++)
            {
                foreach (var make in servers)
                {
                    results.Add(await MeasureAsync(make, options, cancellationToken).ConfigureAwait(false));
                }
            }

            Print(results);
            return 0;
        });
        return command;
    }

    private static async Task<(string Name, PairLoadResult Result)> MeasureAsync(Func<BenchedServer> make, PairLoadOptions options, CancellationToken cancellationToken)
    {
        await using var server = make();
        await server.StartAsync(cancellationToken).ConfigureAwait(false);
        await server.MakeAccountsAsync(options.Users, cancellationToken).ConfigureAwait(false);
        await using var load = new PairLoad(server.Target(LoadTransport.Plain, LoadMechanism.Plain), options with { ServerProcesses = server.Processes });
        await load.LogInAsync(null, cancellationToken).ConfigureAwait(false);
        return (server.Name, await load.RunAsync(cancellationToken).ConfigureAwait(false));
    }

    private static void Print(List<(string Name, PairLoadResult Result)> results)
    {
        var table = new Table().AddColumns("server", "messages/s", "per server-CPU-s", "p50 ms", "p99 ms", "memory MB");
        foreach (var group in results.GroupBy(row => row.Name, row => row.Result))
        {
            table.AddRow(
                group.Key,
                $"{Median(group, result => result.MessagesPerSecond):F0}",
                $"{Median(group, result => result.MessagesPerServerCpuSecond):F0}",
                $"{Median(group, result => result.MedianMilliseconds):F2}",
                $"{Median(group, result => result.NinetyNinthMilliseconds):F2}",
                $"{Median(group, result => result.ServerResidentBytes / 1048576d):F0}");
        }

        AnsiConsole.Write(table);
    }

    private static double Median(IEnumerable<PairLoadResult> results, Func<PairLoadResult, double> figure)
    {
        var ordered = results.Select(figure).Order().ToArray();
        return ordered[ordered.Length / 2];
    }

    private static async Task InstallAsync(string[] packages, CancellationToken cancellationToken)
    {
        var missing = packages.Where(package => !File.Exists($"/var/lib/dpkg/info/{package}.list")).ToArray();
        if (missing.Length == 0)
        {
            return;
        }

        AnsiConsole.MarkupLineInterpolated($"Installing {string.Join(", ", missing)} from Debian …");
        using var install = Process.Start(new ProcessStartInfo("apt-get", ["install", "-y", "-q", .. missing]) { RedirectStandardOutput = true })!;
        await install.StandardOutput.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        await install.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        if (install.ExitCode != 0)
        {
            throw new IOException($"apt-get could not install {string.Join(", ", missing)}: run 'apt-get update' and try again.");
        }
    }
}
