using System.CommandLine;
using Tombolo.Cli.Demo.Cluster;
using Tombolo.Cli.Help;
using Tombolo.Cli.Serving;

namespace Tombolo.Cli.Demo;

/// <summary><c>tombolo demo</c>: a host and the sample partner Wren on loopback, with everything two phones need.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "Port of the host; the partner takes the next one, XMPP over TLS the one after. 1 to 65533.", HelpName = "N", DefaultValueFactory = static _ => 8080 };
        var data = new Option<string>("--data") { Description = "Folder that keeps everything between runs.", HelpName = "DIR", DefaultValueFactory = static _ => "./data" };
        port.Validators.Add(static result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, out var number) || number is < 1 or > 65533))
            {
                result.AddError($"--port: '{result.Tokens[0].Value}' does not do: a port from 1 to 65533 is needed, because the two after it are used too.");
            }
        });
        var nodes = new Option<int>("--nodes")
        {
            Description = $"Run so many nodes as a cluster on a PostgreSQL of its own, each {ClusterPlan.Step} ports above the one before. 1 to {ClusterPlan.MostNodes}. Default: a host alone, which needs no PostgreSQL.",
            HelpName = "N",
        };
        nodes.Validators.Add(static result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, out var number) || number is < 1 or > ClusterPlan.MostNodes))
            {
                result.AddError($"--nodes: '{result.Tokens[0].Value}' does not do: a number from 1 to {ClusterPlan.MostNodes} is needed.");
            }
        });
        var command = new Command("demo", "Run a host and the sample partner Wren on this machine, in development mode. ./run.sh builds everything and calls this.") { port, data, nodes };
        command.SetAction((parsed, cancellationToken) =>
        {
            var plan = new DemoPlan(parsed.GetValue(port), Path.GetFullPath(parsed.GetValue(data)!));
            return parsed.GetValue(nodes) is > 0 and var count ? ClusterRun.RunAsync(new ClusterPlan(plan, count), cancellationToken) : DemoRun.RunAsync(plan, cancellationToken);
        });
        command.WithExamples(
            ("The demo at http://localhost:8080", "tombolo demo"),
            ("A second one beside it", "tombolo demo --port 9080 --data ./data2"),
            ("Three nodes on one PostgreSQL", "tombolo demo --nodes 3 --data ./data-cluster"));
        return command;
    }
}
