using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Tombolo.Xmpp.Scanning;
using Tombolo.Xmpp.Streams;

namespace Tombolo.Server.Transport;

/// <summary>A stream over a Kestrel connection; TLS, where there is any, lies below the pipe.</summary>
internal sealed class TcpTransport(ConnectionContext connection, ReadOnlyMemory<byte> endpointBinding) : IStreamTransport
{
    private static readonly TimeSpan LingerTime = TimeSpan.FromMilliseconds(200);

    private readonly PipeReader _input = connection.Transport.Input;
    private readonly PipeWriter _output = connection.Transport.Output;
    private ReadOnlySequence<byte> _rest;
    private bool _holds;
    private bool _ended;

    public StreamFraming Framing => StreamFraming.Tcp;

    public ReadOnlyMemory<byte> EndpointBinding { get; } = endpointBinding;

    public async ValueTask<bool> WaitAsync(StreamScanner scanner, CancellationToken cancellationToken)
    {
        Release();
        if (_ended)
        {
            return false;
        }

        var read = await _input.ReadAsync(cancellationToken);
        _rest = read.Buffer;
        _holds = true;
        _ended = read.IsCompleted;
        return !_rest.IsEmpty && !read.IsCanceled;
    }

    public bool TryScan(StreamScanner scanner, out ScanResult result)
    {
        result = scanner.Scan(_rest);
        _rest = _rest.Slice(result.Consumed);
        return result.Status != ScanStatus.NeedMore;
    }

    public async ValueTask SendAsync(ReadOnlyMemory<byte> elements, IReadOnlyList<int> ends, CancellationToken cancellationToken)
    {
        var flush = await _output.WriteAsync(elements, cancellationToken);
        if (flush.IsCompleted)
        {
            throw new ConnectionAbortedException();
        }
    }

    public ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        _input.CancelPendingRead();
        return ValueTask.CompletedTask;
    }

    public async ValueTask CloseAsync(CancellationToken cancellationToken)
    {
        await _output.CompleteAsync();
        await DiscardAsync(cancellationToken);
        await _input.CompleteAsync();
    }

    public void Abort() => connection.Abort();

    /// <summary>
    /// A socket that is closed with unread input resets the connection, and the peer may never see what was sent last. So a little
    /// of what is still coming is read and thrown away.
    /// </summary>
    private async Task DiscardAsync(CancellationToken cancellationToken)
    {
        Release();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LingerTime);
        try
        {
            while (!_ended)
            {
                var read = await _input.ReadAsync(limit.Token);
                _ended = read.IsCompleted;
                _input.AdvanceTo(read.Buffer.End);
            }
        }
        catch (OperationCanceledException)
        {
            // The peer keeps its side open; enough was waited.
        }
    }

    private void Release()
    {
        if (_holds)
        {
            _holds = false;
            _input.AdvanceTo(_rest.Start, _rest.End);
        }
    }
}
