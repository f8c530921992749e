using Tombolo.Faults.Tests.Processes;
using Tombolo.TestNetwork;

namespace Tombolo.Faults.Tests.Cluster;

/// <summary>Lines to three nodes, to be cut. The next client goes to the next node.</summary>
internal sealed class NodeLines : IAsyncDisposable
{
    private readonly int[] _ports = [.. Enumerable.Range(0, ThreeNodes.Count).Select(_ => FreePorts.Take())];
    private readonly CuttableLine[] _lines;
    private int _turn;

    public NodeLines(ThreeNodes cluster, Func<ServerProcess, int> port) => _lines = [.. _ports.Select((own, number) => new CuttableLine(own, port(cluster[number])))];

    public int Port() => _ports[(int)((uint)Interlocked.Increment(ref _turn) % ThreeNodes.Count)];

    /// <summary>Breaks every connection without a farewell.</summary>
    public void Cut() => Array.ForEach(_lines, line => line.Cut());

    public async ValueTask DisposeAsync()
    {
        foreach (var line in _lines)
        {
            await line.DisposeAsync();
        }
    }
}
