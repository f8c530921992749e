using System.Diagnostics;
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

    public IEnumerable<LoopbackPort> Ports =>
        All.SelectMany(node => new LoopbackPort[]
        {
            new(node.Port, $"node {node.Number}"), new(node.XmppPort, $"XMPP over TLS of node {node.Number}"), new(node.NodePort, $"node {node.Number} for the others"),
        }).Append(new(Demo.PartnerPort, "the sample partner"));

    /// <summary>A node is this very program, told everything by flags and environment.</summary>
    public ProcessStartInfo Start(ClusterNode node, string database, string app)
    {
        var program = Environment.ProcessPath!;
        string[] self = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [Path.Combine(AppContext.BaseDirectory, "tombolo.dll")] : [];
        var start = new ProcessStartInfo(program,
        [
            .. self, "serve", "--stop-with-stdin", "--development",
            "--data", node.Data, "--port", $"{node.Port}", "--xmpp-port", $"{node.XmppPort}", "--node-port", $"{node.NodePort}",
            "--database", "postgres", "--web", app, "--public-url", Address(node.Url), "--reconnect-to", $"localhost:{node.XmppPort}",
        ]);
        start.Environment["TOMBOLO_DATABASE_CONNECTION"] = database;
        foreach (var (key, value) in Partner())
        {
            start.Environment[$"TOMBOLO_PARTNERS__0__{key}"] = value;
        }

        return start;
    }

    private IEnumerable<(string Key, string Value)> Partner()
    {
        var partner = Demo.Settings(app: null).Partners[0];
        return
        [
            ("ID", partner.Id), ("NAME", partner.Name), ("SHAPE", partner.Shape), ("STATE", partner.State),
            ("ISSUER", partner.Issuer), ("APP_URL", partner.AppUrl),
        ];
    }

    private static string Address(Uri url) => url.GetLeftPart(UriPartial.Authority);
}
