namespace Tombolo.Xmpp.StreamManagement;

/// <summary>
/// Counts what this side has handled so that <c>h</c> never passes a stanza whose effect is not yet committed (XEP-0198 section 4).
/// Stanzas begin in the order they arrive and may complete in any order; <see cref="Handled"/> moves over the completed ones without a gap.
/// Thread-safe: completions come from wherever the commit was observed.
/// </summary>
public sealed class HandledCounter
{
    private readonly Lock _lock = new();
    private readonly Queue<bool[]> _pending = new();
    private uint _handled;

    /// <summary>A counter that starts at a count, as after resumption; 0 for a new stream.</summary>
    public HandledCounter(uint handled = 0) => _handled = handled;

    /// <summary>The count to put into <c>h</c>, modulo 2^32.</summary>
    public uint Handled
    {
        get
        {
            lock (_lock)
            {
                return _handled;
            }
        }
    }

    /// <summary>How many stanzas have begun and do not count yet. The owner bounds this by reading no further.</summary>
    public int Pending
    {
        get
        {
            lock (_lock)
            {
                return _pending.Count;
            }
        }
    }

    /// <summary>Notes a stanza that arrived. Complete the receipt exactly when its effect is committed or it was refused for good.</summary>
    public Receipt Begin()
    {
        var done = new bool[1];
        lock (_lock)
        {
            _pending.Enqueue(done);
        }

        return new Receipt(this, done);
    }

    /// <summary>Notes a stanza that is already dealt with.</summary>
    public void Count()
    {
        lock (_lock)
        {
            if (_pending.Count == 0)
            {
                _handled = unchecked(_handled + 1);
                return;
            }

            _pending.Enqueue([true]);
        }
    }

    private bool Complete(bool[] done)
    {
        lock (_lock)
        {
            done[0] = true;
            var before = _handled;
            while (_pending.TryPeek(out var oldest) && oldest[0])
            {
                _pending.Dequeue();
                _handled = unchecked(_handled + 1);
            }

            return before != _handled;
        }
    }

    /// <summary>One stanza on its way to being handled.</summary>
    public readonly struct Receipt
    {
        private readonly HandledCounter _counter;
        private readonly bool[] _done;

        internal Receipt(HandledCounter counter, bool[] done)
        {
            _counter = counter;
            _done = done;
        }

        /// <summary>The stanza is handled. Calling it again changes nothing.</summary>
        /// <returns>True when <see cref="Handled"/> moved.</returns>
        public bool Complete() => _counter.Complete(_done);
    }
}
