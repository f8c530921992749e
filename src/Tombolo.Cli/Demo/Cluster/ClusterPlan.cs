using System.Diagnostics;
using System.Text.Json.Nodes;
using Tombolo.Cli.Serving;

namespace Tombolo.Cli.Demo.Cluster;

/// <summary>A demo of several nodes: the first stands where the demo's only host would, the others ten ports further each.</summary>
internal sealed record ClusterPlan(DemoPlan Demo, int Nodes)
{
    /// <summary>Ports between one node and the next.</summary>
    public const int Step = 10;

    public const int MostNodes = 9;

    public IReadOnlyList<ClusterNode> All { get; } =
        [.. Enumerable.Range(1, Nodes).Select(number => new ClusterNode(number, Demo.Port + ((number - 1) * Step), Path.Combine(Demo.Data, $"node{number}")))];

    public string LogOf(string name) => Path.Combine(Demo.Data, "logs", name + ".log");

    public IEnumerable<ListenerPort> Ports =>
        All.SelectMany(node => new ListenerPort[]
        {
            new(node.Port, $"node {node.Number}"), new(node.XmppPort, $"XMPP over TLS of node {node.Number}"), new(node.NodePort, $"node {node.Number} for the others"),
        }).Append(new(Demo.PartnerPort, "the sample partner"));

    /// <summary>A node is this very program with settings in a file, which <c>tombolo admin</c> takes too.</summary>
    public static ProcessStartInfo Start(ClusterNode node)
    {
        var program = Environment.ProcessPath!;
        string[] self = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Path.Combine(AppContext.BaseDirectory, "tombolo.dll")] : [];
        return new ProcessStartInfo(program, [.. self, "serve", "--stop-with-stdin", "--config", node.SettingsFile]);
    }

    /// <summary>The settings of a node, in the form of its file.</summary>
    public JsonObject Settings(ClusterNode node, string database, string app)
    {
        var partner = Demo.Settings(app: null).Partners[0];
        return new JsonObject
        {
            ["development"] = true,
            ["data"] = node.Data,
            ["port"] = node.Port,
            ["xmppPort"] = node.XmppPort,
            ["nodePort"] = node.NodePort,
            ["database"] = "postgres",
            ["databaseConnection"] = database,
            ["web"] = app,
            ["publicUrl"] = Address(node.Url),
            ["reconnectTo"] = $"localhost:{node.XmppPort}",
            ["partners"] = new JsonArray(new JsonObject
            {
                ["id"] = partner.Id,
                ["name"] = partner.Name,
                ["shape"] = partner.Shape,
                ["state"] = partner.State,
                ["issuer"] = partner.Issuer,
                ["appUrl"] = partner.AppUrl,
            }),
        };
    }

    private static string Address(Uri url) => url.GetLeftPart(UriPartial.Authority);
}
