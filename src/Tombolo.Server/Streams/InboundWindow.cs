namespace Tombolo.Server.Streams;

/// <summary>
/// Counts stanzas in (XEP-0198 section 4): each gets a ticket when it is read and is settled when its effect is committed.
/// <c>h</c> passes a stanza only when all before it are settled too, so it never promises more than the disk holds.
/// </summary>
internal sealed class InboundWindow(int capacity, int capacityBytes)
{
    private const int SmallWindow = 4;

    private readonly Lock _gate = new();
    private (bool IsSettled, int Size)[] _stanzas = [];
    private long _bytes;
    private long _begun;
    private long _settled;
    private long _countedFrom;
    private long _requestedAt = -1;
    private TaskCompletionSource? _room;
    private TaskCompletionSource? _idle;

    /// <summary>The value of <c>h</c>: stanzas whose effect, and that of all before them, is committed.</summary>
    public uint Handled
    {
        get
        {
            lock (_gate)
            {
                return (uint)Math.Max(0, _settled - _countedFrom);
            }
        }
    }

    /// <summary>Stanzas from here on count; what came before stream management was turned on never does.</summary>
    public void StartCounting()
    {
        lock (_gate)
        {
            _countedFrom = _begun;
        }
    }

    public bool HasRoom
    {
        get
        {
            lock (_gate)
            {
                return IsRoomy();
            }
        }
    }

    /// <summary>Takes the next ticket. Only while <see cref="HasRoom"/>.</summary>
    public long Begin(int bytes)
    {
        lock (_gate)
        {
            if (_begun - _settled == capacity)
            {
                throw new InvalidOperationException("The window is full.");
            }

            if (_begun - _settled == _stanzas.Length)
            {
                Grow();
            }

            _stanzas[_begun % _stanzas.Length] = (false, bytes);
            _bytes += bytes;
            return _begun++;
        }
    }

    /// <summary>The stanza's effect is committed. True when an acknowledgement that was asked for is due now.</summary>
    public bool Settle(long ticket)
    {
        lock (_gate)
        {
            ref var stanza = ref _stanzas[ticket % _stanzas.Length];
            stanza.IsSettled = true;
            _bytes -= stanza.Size;
            while (_settled < _begun && _stanzas[_settled % _stanzas.Length].IsSettled)
            {
                _settled++;
            }

            Release(ref _room, _begun - _settled <= capacity / 2 && _bytes <= capacityBytes / 2);
            Release(ref _idle, _begun == _settled);
            return IsDue();
        }
    }

    /// <summary>The peer asks how far we are. True when the answer is known now; otherwise <see cref="Settle"/> will say when.</summary>
    public bool Request()
    {
        lock (_gate)
        {
            _requestedAt = _begun;
            return IsDue();
        }
    }

    public Task WaitForRoomAsync()
    {
        lock (_gate)
        {
            return IsRoomy() ? Task.CompletedTask : (_room ??= NewSignal()).Task;
        }
    }

    /// <summary>Completes when nothing is on its way to the disk.</summary>
    public Task WaitForIdleAsync()
    {
        lock (_gate)
        {
            return _begun == _settled ? Task.CompletedTask : (_idle ??= NewSignal()).Task;
        }
    }

    /// <summary>Most connections never have more than a few under way, and there are many connections.</summary>
    private void Grow()
    {
        var larger = new (bool IsSettled, int Size)[Math.Min(capacity, Math.Max(SmallWindow, _stanzas.Length * 2))];
        for (var ticket = _settled; ticket < _begun; ticket++)
        {
            larger[ticket % larger.Length] = _stanzas[ticket % _stanzas.Length];
        }

        _stanzas = larger;
    }

    private bool IsRoomy() => _begun - _settled < capacity && _bytes < capacityBytes;

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static void Release(ref TaskCompletionSource? signal, bool condition)
    {
        if (condition)
        {
            signal?.TrySetResult();
            signal = null;
        }
    }

    private bool IsDue()
    {
        if (_requestedAt < 0 || _settled < _requestedAt)
        {
            return false;
        }

        _requestedAt = -1;
        return true;
    }
}
