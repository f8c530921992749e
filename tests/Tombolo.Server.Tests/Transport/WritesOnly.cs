using System.Text;
using Tombolo.Server.Transport;
using Tombolo.Xmpp.Scanning;
using Tombolo.Xmpp.Streams;

namespace Tombolo.Server.Tests.Transport;

/// <summary>A socket that takes everything at once and remembers each write.</summary>
internal sealed class WritesOnly : IStreamTransport
{
    private readonly List<string> _writes = [];

    public IReadOnlyList<string> Writes => _writes;

    public TransportKind Kind => TransportKind.Plain;

    public StreamFraming Framing => StreamFraming.Tcp;

    public ReadOnlyMemory<byte> EndpointBinding => default;

    public bool IsWithinElement => false;

    public ValueTask SendAsync(ReadOnlyMemory<byte> elements, IReadOnlyList<int> ends, CancellationToken cancellationToken)
    {
        _writes.Add(Encoding.UTF8.GetString(elements.Span));
        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> WaitAsync(StreamScanner scanner, CancellationToken cancellationToken) => throw new NotSupportedException();

    public bool TryScan(StreamScanner scanner, out ScanResult result) => throw new NotSupportedException();

    public ValueTask FinishAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask CloseAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Abort() => throw new NotSupportedException();
}
