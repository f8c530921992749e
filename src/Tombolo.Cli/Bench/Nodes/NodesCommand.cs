using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tombolo.Cli.Bench.Compare;
using Tombolo.Cli.Demo.Cluster;
using Tombolo.Cli.Help;

namespace Tombolo.Cli.Bench.Nodes;

/// <summary><c>tombolo bench nodes</c>: what a message costs on one node and on several, and what it costs to cross.</summary>
internal static class NodesCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static Command Create()
    {
        var defaults = new NodesOptions();
        var nodes = new Option<int>("--nodes") { Description = "Nodes of the largest cluster (1 to 5).", DefaultValueFactory = _ => defaults.Nodes };
        var users = new Option<int>("--users") { Description = "Users of each node, in pairs (2 to 4000).", DefaultValueFactory = _ => defaults.Users };
        var seconds = new Option<int>("--seconds") { Description = "Seconds that count in each round (1 to 600).", DefaultValueFactory = _ => defaults.Seconds };
        var rounds = new Option<int>("--rounds") { Description = "Rounds; the median counts (1 to 100).", DefaultValueFactory = _ => defaults.Rounds };
        var warmUp = new Option<int>("--warm-up") { Description = "Seconds of load for each row before the first round (0 to 600).", DefaultValueFactory = _ => defaults.WarmUpSeconds };
        var json = new Option<string?>("--json") { Description = "Also writes every round of every row, and the machine, into this file.", HelpName = "FILE" };
        nodes.MustBe(1, 5);
        users.MustBe(2, 4000);
        seconds.MustBe(1, 600);
        rounds.MustBe(1, 100);
        warmUp.MustBe(0, 600);
        var command = new Command("nodes", "Measure this host on one node and on clusters of two, three, … nodes on this machine: pairs on one node, pairs on two, and as behind an even proxy. Starts a PostgreSQL of its own and all nodes, which take turns. Takes about seven minutes.")
        {
            nodes, users, seconds, rounds, warmUp, json,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new NodesOptions
            {
                Nodes = parsed.GetRequiredValue(nodes),
                Users = parsed.GetRequiredValue(users),
                Seconds = parsed.GetRequiredValue(seconds),
                Rounds = parsed.GetRequiredValue(rounds),
                WarmUpSeconds = parsed.GetRequiredValue(warmUp),
            },
            parsed.GetValue(json),
            cancellationToken));
        command.WithExamples(
            ("One, two and three nodes, as docs/scaling.md publishes it", "tombolo bench nodes"),
            ("Only one and two, quickly", "tombolo bench nodes --nodes 2 --rounds 1"));
        return command;
    }

    private static async Task<int> RunAsync(NodesOptions options, string? json, CancellationToken cancellationToken)
    {
        if (PostgresPrograms.Find() is null)
        {
            Complaint.Write("A cluster keeps its data in PostgreSQL, and that is not installed.", "On Debian and Ubuntu: apt-get install postgresql");
            return ExitCode.Usage;
        }

        var clock = Stopwatch.StartNew();
        var machine = BenchMachine.Look(["postgresql"]);
        var figures = await new NodesRun(options, step => Console.Error.WriteLine($"{clock.Elapsed:mm\\:ss}  {step}")).RunAsync(cancellationToken).ConfigureAwait(false);
        Console.WriteLine(NodesTable.Write(figures));
        Console.WriteLine($"{machine}. {options.Users} users of each node, {options.Rounds} rounds of {options.Seconds} s, {clock.Elapsed:mm\\:ss} in all.");
        if (json is not null)
        {
            await File.WriteAllTextAsync(json, JsonSerializer.Serialize(new { machine, options, figures }, Json), cancellationToken).ConfigureAwait(false);
        }

        return figures.All(row => row.Broken == 0) ? ExitCode.Success : ExitCode.Failure;
    }
}
