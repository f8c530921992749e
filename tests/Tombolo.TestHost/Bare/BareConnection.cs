using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Tombolo.Server.Transport;

namespace Tombolo.TestHost.Bare;

/// <summary>One connection of a <see cref="BareHost"/>, from the peer's side.</summary>
internal sealed class BareConnection : IAsyncDisposable
{
    private readonly DefaultConnectionContext _context;
    private readonly PipeWriter _toHost;
    private readonly PipeReader _fromHost;
    private readonly ArrayBufferWriter<byte> _heard = new();
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool _isReading;
    private bool _isClosed;

    public BareConnection(ClientConnections connections, TcpSecurity security)
    {
        var up = new Pipe(new PipeOptions(useSynchronizationContext: false));
        var down = new Pipe(new PipeOptions(pauseWriterThreshold: 65_536, resumeWriterThreshold: 32_768, useSynchronizationContext: false));
        (_toHost, _fromHost) = (up.Writer, down.Reader);
        _context = new DefaultConnectionContext("bare") { Transport = new DuplexPipe(up.Reader, down.Writer) };

        // What a real socket does when it is aborted: whoever writes into it gets to know.
        _context.ConnectionClosed.Register(() =>
        {
            Close();
            _aborted.TrySetResult();
        });
        Ended = connections.RunAsync(new TcpTransport(_context, security), _context.ConnectionClosed);
    }

    /// <summary>Completes when the host has done with the connection.</summary>
    public Task Ended { get; }

    private string Heard => Encoding.UTF8.GetString(_heard.WrittenSpan);

    /// <summary>Completes when the host cuts the connection without a word.</summary>
    public Task Aborted => _aborted.Task;

    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await _toHost.WriteAsync(bytes);

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>The peer sends nothing more.</summary>
    public void HangUp() => _toHost.Complete();

    /// <summary>The network cuts the connection, and the host's side of it knows.</summary>
    public void Cut() => _context.Abort();

    /// <summary>Reads until the host has said this, and returns all it has said so far.</summary>
    public async Task<string> HearAsync(string text)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!Heard.Contains(text, StringComparison.Ordinal))
        {
            if (!await ReadAsync(int.MaxValue, patience.Token))
            {
                throw new EndOfStreamException($"The host said '{Heard}' and closed, without '{text}'.");
            }
        }

        return Heard;
    }

    /// <summary>Takes at most so many bytes off the line, as soon as there are any; returns how many, zero at the end.</summary>
    public async Task<int> TakeAsync(int bytes)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var before = _heard.WrittenCount;
        await ReadAsync(bytes, patience.Token);
        return _heard.WrittenCount - before;
    }

    /// <summary>Reads to the end of what the host says.</summary>
    public async Task<string> HearAllAsync() => Encoding.UTF8.GetString(await HearAllBytesAsync());

    /// <summary>The same as it came.</summary>
    public async Task<byte[]> HearAllBytesAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await ReadAsync(int.MaxValue, patience.Token))
        {
        }

        return _heard.WrittenSpan.ToArray();
    }

    /// <summary>The context itself is left to the collector: it cancels its token on another thread, and one that is disposed by then ends the process.</summary>
    public async ValueTask DisposeAsync()
    {
        HangUp();
        await Ended;
    }

    private async Task<bool> ReadAsync(int bytes, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return false;
            }

            _isReading = true;
        }

        var read = await _fromHost.ReadAsync(cancellationToken);
        var taken = read.Buffer.Slice(0, Math.Min(bytes, read.Buffer.Length));
        foreach (var segment in taken)
        {
            _heard.Write(segment.Span);
        }

        _fromHost.AdvanceTo(taken.End);
        return !EndReading() && !read.IsCompleted;
    }

    /// <summary>A pipe must not be completed under somebody who reads from it: then the one who reads completes it.</summary>
    private void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            if (_isReading)
            {
                _fromHost.CancelPendingRead();
            }
            else
            {
                _fromHost.Complete();
            }
        }
    }

    private bool EndReading()
    {
        lock (_gate)
        {
            _isReading = false;
            if (_isClosed)
            {
                _fromHost.Complete();
            }

            return _isClosed;
        }
    }

    private sealed record DuplexPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
