using System.Runtime.InteropServices;

namespace Tombolo.Xmpp.StreamManagement;

/// <summary>
/// Counts what this side has handled so that <c>h</c> never passes a stanza whose effect is not yet committed (XEP-0198 section 4).
/// Stanzas begin in the order they arrive and may complete in any order; <see cref="Handled"/> moves over the completed ones without a gap.
/// Thread-safe: completions come from wherever the commit was observed.
/// </summary>
public sealed class HandledCounter
{
    private readonly Lock _lock = new();

    /// <summary>A ring: one flag for each stanza begun and not counted, from <see cref="_oldest"/> on. Its length is a power of two.</summary>
    private bool[] _done = new bool[16];
    private long _oldest;
    private long _next;
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
                return (int)(_next - _oldest);
            }
        }
    }

    /// <summary>Notes a stanza that arrived. Complete the receipt exactly when its effect is committed or it was refused for good.</summary>
    public Receipt Begin()
    {
        lock (_lock)
        {
            if (_next - _oldest == _done.Length)
            {
                Grow();
            }

            Flag(_next) = false;
            return new Receipt(this, _next++);
        }
    }

    /// <summary>Notes a stanza that is already dealt with.</summary>
    public void Count() => Begin().Complete();

    private bool Complete(long sequence)
    {
        lock (_lock)
        {
            if (sequence < _oldest)
            {
                return false;
            }

            Flag(sequence) = true;
            var before = _oldest;
            while (_oldest < _next && Flag(_oldest))
            {
                _oldest++;
            }

            _handled = unchecked(_handled + (uint)(_oldest - before));
            return before != _oldest;
        }
    }

    private void Grow()
    {
        var larger = new bool[_done.Length * 2];
        for (var sequence = _oldest; sequence < _next; sequence++)
        {
            larger[sequence & (larger.Length - 1)] = Flag(sequence);
        }

        _done = larger;
    }

    private ref bool Flag(long sequence) => ref _done[sequence & (_done.Length - 1)];

    /// <summary>One stanza on its way to being handled.</summary>
    [StructLayout(LayoutKind.Auto)]
    public readonly struct Receipt
    {
        private readonly HandledCounter _counter;
        private readonly long _sequence;

        internal Receipt(HandledCounter counter, long sequence)
        {
            _counter = counter;
            _sequence = sequence;
        }

        /// <summary>The stanza is handled. Calling it again changes nothing.</summary>
        /// <returns>True when <see cref="Handled"/> moved.</returns>
        public bool Complete() => _counter.Complete(_sequence);
    }
}
