using System.Diagnostics;
using Tombolo.Cli.Demo;
using Tombolo.Server.Cluster;

namespace Tombolo.Cli.Bench.Peers;

/// <summary>One of our hosts on a database that others may share: as a node of their cluster, or alone.</summary>
internal sealed class TomboloNode(string database, bool isClustered) : BenchedServer("tombolo node")
{
    private static readonly TimeSpan TimeToBeReady = TimeSpan.FromSeconds(60);

    private readonly int _port = FreeLoopbackPort.Find();
    private readonly int _nodePort = FreeLoopbackPort.Find();

    public string Data => Path.Combine(Folder, "data");

    /// <summary>Ready is more than to listen: it takes a commit, and a place in the cluster.</summary>
    public async Task StartReadyAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeToBeReady);
        await StartAsync(patience.Token).ConfigureAwait(false);
        await Readiness.WaitAsync(new Uri($"http://127.0.0.1:{_port}/health/ready"), patience.Token).ConfigureAwait(false);
    }

    protected override ProcessStartInfo Prepare(string log)
    {
        var node = isClustered ? $" --node-port {_nodePort}" : "";
        return Shell(
            $"{ThisProgram} serve --development --data '{Data}' --port {_port} --xmpp-port {TlsPort} --plain-chat --listen-plain 127.0.0.1:{Port}{node} --database postgres --database-connection '{database}'", null, log);
    }
}
