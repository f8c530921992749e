namespace Tombolo.Server.Mailboxes;

/// <summary>
/// The digests of the last 24 hours in memory, in generations of six hours, so that forgetting costs nothing. The store keeps the
/// same digests by time of arrival only: an index by digest on the disk would touch a page for each message. About 40 bytes for
/// each message stored in a day, up to a bound: beyond it the oldest are forgotten sooner, and a client that repeats a stanza after hours is
/// stored twice; readers show it once all the same. Not thread-safe.
/// </summary>
internal sealed class RecentDigests(int capacity = RecentDigests.DefaultCapacity)
{
    // 640 MB.
    private const int DefaultCapacity = 16_000_000;
    private const int Parts = 4;

    public static readonly TimeSpan Window = TimeSpan.FromHours(24);

    private static readonly TimeSpan Generation = TimeSpan.FromHours(6);

    private readonly LinkedList<(long Number, HashSet<UInt128> Digests)> _generations = new();

    public bool Contains(StanzaDigest digest)
    {
        foreach (var (_, digests) in _generations)
        {
            if (digests.Contains(digest.Value))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Forgets the generations that are wholly older than the window.</summary>
    public void Advance(DateTimeOffset now)
    {
        var oldest = NumberOf(now) - (Window.Ticks / Generation.Ticks);
        while (_generations.Last is { } last && last.Value.Number < oldest)
        {
            _generations.RemoveLast();
        }
    }

    public void Add(StanzaDigest digest, DateTimeOffset now)
    {
        var number = NumberOf(now);
        if (_generations.First is not { } newest || newest.Value.Number < number || newest.Value.Digests.Count >= capacity / Parts)
        {
            _generations.AddFirst((number, []));
            while (_generations.Count > 1 && _generations.Sum(generation => generation.Digests.Count) > capacity - (capacity / Parts))
            {
                _generations.RemoveLast();
            }
        }

        _generations.First!.Value.Digests.Add(digest.Value);
    }

    public void Remove(StanzaDigest digest)
    {
        foreach (var (_, digests) in _generations)
        {
            if (digests.Remove(digest.Value))
            {
                return;
            }
        }
    }

    private static long NumberOf(DateTimeOffset time) => time.UtcTicks / Generation.Ticks;
}
