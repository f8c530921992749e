namespace Tombolo.Client.Connection;

/// <summary>Stream management (XEP-0198) of one session: what came, what went, what is not acknowledged. Counters wrap at 2^32.</summary>
internal sealed class StreamCounters
{
    private readonly Queue<SentStanza> _unacknowledged = new();
    private uint _acknowledged;

    /// <summary>Stanzas received and handled.</summary>
    public uint Handled { get; private set; }

    public IReadOnlyCollection<SentStanza> Unacknowledged => _unacknowledged;

    public void CountReceived() => Handled = unchecked(Handled + 1);

    public void CountSent(SentStanza stanza) => _unacknowledged.Enqueue(stanza);

    /// <summary>Takes the host's counter; the stanzas it covers for the first time. More than were sent is the host's mistake and ends the stream.</summary>
    /// <exception cref="ConnectionLostException">The host acknowledges what was never sent.</exception>
    public IReadOnlyList<SentStanza> Acknowledge(uint count)
    {
        var covered = unchecked(count - _acknowledged);
        if (covered > (uint)_unacknowledged.Count)
        {
            throw new ConnectionLostException("The host acknowledges what was never sent.");
        }

        var stanzas = new List<SentStanza>((int)covered);
        for (var index = 0; index < covered; index++)
        {
            stanzas.Add(_unacknowledged.Dequeue());
        }

        _acknowledged = count;
        return stanzas;
    }
}
