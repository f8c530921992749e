namespace Tombolo.Server.Streams;

/// <summary>
/// Keeps what is counted from a standard client that does not count yet. One that wished to resume a session that is gone will turn stream management on, but
/// often behind its presence; what it was sent in between nobody would ever hear of. And right behind <c>enabled</c> nobody is sent anything but answers: neither
/// messages, which wait in the mailbox, nor presence, which waits here, nor the question how far it is. Counted in the feed's beats, one a second.
/// </summary>
/// <remarks>
/// COMPAT: @xmpp/client 0.14 sets its count to zero some turns after it has read <c>enabled</c>. What stands in the same packet it forgets, and asked there for its
/// count it tells the one of its last session, which may be more than it was ever sent in this one. See also StandardIntake.BeginsCounting.
/// </remarks>
internal struct ManagementHold
{
    /// <summary>So many beats a client that wished to resume gets to turn stream management on; then it gets its messages without.</summary>
    private const int MaxBeats = 5;

    /// <summary>At least one whole second.</summary>
    private const int BeatsToCount = 2;

    private int _beatsLeft;
    private bool _endsWithWord;
    private List<byte[]>? _waiting;

    public readonly bool IsOn => _beatsLeft > 0;

    /// <summary>Whole stanzas that wait here.</summary>
    public readonly int Count => _waiting?.Count ?? 0;

    /// <summary>Their length.</summary>
    public int Bytes { get; private set; }

    /// <summary>The client has wished to resume a session that is gone.</summary>
    public void Begin() => _beatsLeft = MaxBeats + 1;

    /// <summary>Stream management is on. The first thing a new client says shows that it has read so; one that tried to resume still has its old count.</summary>
    public void Managed()
    {
        _endsWithWord = !IsOn;
        _beatsLeft = BeatsToCount;
    }

    public void Beat() => _beatsLeft = Math.Max(0, _beatsLeft - 1);

    /// <summary>The client has said something.</summary>
    public void Hear() => _beatsLeft = _endsWithWord ? 0 : _beatsLeft;

    public void End() => _beatsLeft = 0;

    public void Keep(byte[] stanza)
    {
        (_waiting ??= []).Add(stanza);
        Bytes += stanza.Length;
    }

    /// <summary>What has waited, once.</summary>
    public IReadOnlyList<byte[]> Release()
    {
        var waiting = _waiting ?? [];
        (_waiting, Bytes) = (null, 0);
        return waiting;
    }
}
