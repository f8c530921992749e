using Tombolo.TestNetwork;

namespace Tombolo.Faults.Tests.Cluster.Upgrade;

/// <summary>Where a node is, whichever build runs there: its folder and its ports.</summary>
internal sealed record NodePlace(string Folder)
{
    public int Port { get; } = FreePorts.Take();

    public int TlsPort { get; } = FreePorts.Take();

    public int PlainPort { get; } = FreePorts.Take();

    public int NodePort { get; } = FreePorts.Take();

    public int MetricsPort { get; } = FreePorts.Take();
}
