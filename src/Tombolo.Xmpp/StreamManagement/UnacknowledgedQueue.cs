namespace Tombolo.Xmpp.StreamManagement;

/// <summary>
/// What one side has sent and the other has not yet acknowledged (XEP-0198 section 4), oldest first. Counts wrap at 2^32, as on the wire.
/// Not thread-safe: it belongs to the sending side of one stream.
/// </summary>
/// <typeparam name="T">What to keep of each stanza so that it can be sent again.</typeparam>
public sealed class UnacknowledgedQueue<T>
{
    private readonly Queue<T> _sent = new();

    /// <summary>A queue that starts at a count, as after resumption in another process; 0 for a new stream.</summary>
    public UnacknowledgedQueue(uint acknowledged = 0) => Acknowledged = acknowledged;

    /// <summary>How many the other side has acknowledged, modulo 2^32.</summary>
    public uint Acknowledged { get; private set; }

    /// <summary>How many have been sent, modulo 2^32.</summary>
    public uint Sent => unchecked(Acknowledged + (uint)_sent.Count);

    /// <summary>How many wait. The owner bounds this: see XEP-0198 section 8 on resources.</summary>
    public int Count => _sent.Count;

    /// <summary>What to send again after resumption, oldest first.</summary>
    public IReadOnlyCollection<T> Waiting => _sent;

    /// <summary>Notes a stanza as sent.</summary>
    public void Add(T stanza) => _sent.Enqueue(stanza);

    /// <summary>Drops what the other side says it handled, calling <paramref name="acknowledged"/> for each, oldest first.</summary>
    /// <returns>False when it says more than was sent, or goes back: end the stream with <c>undefined-condition</c> and
    /// <c>handled-count-too-high</c> (XEP-0198 section 4). Nothing is dropped then.</returns>
    public bool Acknowledge(uint handled, Action<T>? acknowledged = null)
    {
        var advance = unchecked(handled - Acknowledged);
        if (advance > (uint)_sent.Count)
        {
            return false;
        }

        for (; advance > 0; advance--)
        {
            var stanza = _sent.Dequeue();
            Acknowledged = unchecked(Acknowledged + 1);
            acknowledged?.Invoke(stanza);
        }

        return true;
    }
}
