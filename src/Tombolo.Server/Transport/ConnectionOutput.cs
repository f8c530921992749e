using System.Buffers;
using Tombolo.Server.Observability;

namespace Tombolo.Server.Transport;

/// <summary>
/// What goes out on one connection. Anybody appends whole elements; one flush at a time sends everything that gathered meanwhile, so
/// that a burst costs one write to the socket. Appending never waits: callers look at <see cref="BytesWaiting"/> and hold back.
/// </summary>
internal sealed class ConnectionOutput(IStreamTransport transport, ServerMetrics metrics, TimeProvider time) : IThreadPoolWorkItem
{
    /// <summary>What a peer has to take within the stall time: a slow line does, at 2 KiB a second; somebody who takes a byte now and then does not.</summary>
    private const int PieceBytes = 65_536;

    private readonly Lock _gate = new();
    private PooledBuffer _filling = new();
    private PooledBuffer _sending = new();
    private List<int> _fillingEnds = [];
    private List<int> _sendingEnds = [];
    private bool _isFlushing;
    private bool _isBroken;
    private bool _isComplete;
    private TaskCompletionSource? _drained;
    private TaskCompletionSource? _written;
    private long _sendingSince;

    /// <summary>Raised after each write to the socket, on the flushing thread.</summary>
    public Action? Drained { get; set; }

    public int BytesWaiting
    {
        get
        {
            lock (_gate)
            {
                return _filling.Length + _sending.Length;
            }
        }
    }

    /// <summary>Completes when fewer bytes than this wait, or nothing goes out any more.</summary>
    public async ValueTask WaitForRoomAsync(int bytes)
    {
        while (RoomSignal(bytes) is { } signal)
        {
            await signal;
        }
    }

    /// <summary>Nothing goes out any more; what was appended last may be lost.</summary>
    public bool IsBroken
    {
        get
        {
            lock (_gate)
            {
                return _isBroken;
            }
        }
    }

    /// <summary>How long the socket has refused to take a piece of what is being sent; zero when nothing is.</summary>
    public TimeSpan StalledFor
    {
        get
        {
            var since = Volatile.Read(ref _sendingSince);
            return since == 0 ? TimeSpan.Zero : time.GetElapsedTime(since);
        }
    }

    /// <summary>Appends one element that the caller writes in place. The lock is held meanwhile: write bytes, nothing else.</summary>
    public void Append<TState>(TState state, Action<IBufferWriter<byte>, TState> write)
        where TState : allows ref struct
    {
        lock (_gate)
        {
            if (_isBroken || _isComplete)
            {
                return;
            }

            write(_filling, state);
            _fillingEnds.Add(_filling.Length);
            StartFlush();
        }
    }

    /// <summary>Appends the end of the stream, behind which nothing may follow (RFC 6120 section 4.4); what is still appended is thrown away.</summary>
    public void Complete<TState>(TState state, Action<IBufferWriter<byte>, TState> write)
    {
        lock (_gate)
        {
            Append(state, write);
            _isComplete = true;
        }
    }

    public void Append(ReadOnlySpan<byte> element)
    {
        lock (_gate)
        {
            if (_isBroken || _isComplete)
            {
                return;
            }

            _filling.Write(element);
            _fillingEnds.Add(_filling.Length);
            StartFlush();
        }
    }

    /// <summary>Completes when everything appended so far is sent or the connection is broken.</summary>
    public Task DrainAsync()
    {
        lock (_gate)
        {
            if (!_isFlushing)
            {
                return Task.CompletedTask;
            }

            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _drained.Task;
        }
    }

    void IThreadPoolWorkItem.Execute() => Flush();

    /// <summary>Sends what has gathered; returns when the socket has it or has to be waited for. Only for whoever was given the flush.</summary>
    public void Flush() => _ = FlushAsync();

    private Task? RoomSignal(int bytes)
    {
        lock (_gate)
        {
            return _isBroken || _filling.Length + _sending.Length < bytes
                ? null
                : (_written ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    private static void Signal(ref TaskCompletionSource? signal)
    {
        signal?.TrySetResult();
        signal = null;
    }

    private void StartFlush()
    {
        if (!_isFlushing)
        {
            _isFlushing = true;
            if (!OutputTurn.TryJoin(this))
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            }
        }
    }

    /// <summary>Never throws: a connection that cannot be written to is aborted, and its reader sees that.</summary>
    private async Task FlushAsync()
    {
        try
        {
            while (TrySwap())
            {
                await (_sending.Length <= PieceBytes ? SendAsync(_sending.Written, _sendingEnds) : SendInPiecesAsync());
                metrics.Sent(_sendingEnds.Count);
                ForgetSent();
                Drained?.Invoke();
            }
        }
        catch (Exception)
        {
            Break();
            transport.Abort();
        }
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> elements, List<int> ends)
    {
        Volatile.Write(ref _sendingSince, time.GetTimestamp());
        await transport.SendAsync(elements, ends, CancellationToken.None);
        Volatile.Write(ref _sendingSince, 0);
    }

    /// <summary>Whole elements at a time, so that each has the stall time for itself, and what lies below the transport need not hold all of them.</summary>
    private async ValueTask SendInPiecesAsync()
    {
        List<int> ends = [];
        var start = 0;
        foreach (var end in _sendingEnds)
        {
            if (ends.Count > 0 && end - start > PieceBytes)
            {
                await SendAsync(_sending.Written.Slice(start, ends[^1]), ends);
                start += ends[^1];
                ends.Clear();
            }

            ends.Add(end - start);
        }

        await SendAsync(_sending.Written[start..], ends);
    }

    private bool TrySwap()
    {
        lock (_gate)
        {
            _sendingEnds.Clear();
            if (_filling.Length == 0)
            {
                _filling.Release();
                _sending.Release();
                _isFlushing = false;
                Signal(ref _drained);
                return false;
            }

            (_filling, _sending) = (_sending, _filling);
            (_fillingEnds, _sendingEnds) = (_sendingEnds, _fillingEnds);
            return true;
        }
    }

    /// <summary>What was sent waits no more; whoever is told of it must find the room.</summary>
    private void ForgetSent()
    {
        lock (_gate)
        {
            _sending.Reset();
            Signal(ref _written);
        }
    }

    private void Break()
    {
        lock (_gate)
        {
            _isBroken = true;
            _isFlushing = false;
            _filling.Release();
            _sending.Release();
            _fillingEnds.Clear();
            Signal(ref _drained);
            Signal(ref _written);
        }
    }
}
