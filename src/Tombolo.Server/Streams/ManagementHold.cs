namespace Tombolo.Server.Streams;

/// <summary>
/// Keeps the mailbox of a client waiting that wished to resume a session that is gone. It will turn stream management on, but often behind its presence; what it
/// was sent in between nobody would ever hear of. Counted in the feed's beats, one a second.
/// </summary>
internal struct ManagementHold
{
    /// <summary>So many beats such a client gets to turn stream management on; then it gets its messages without.</summary>
    private const int MaxBeats = 5;

    private int _beatsLeft;

    public readonly bool IsOn => _beatsLeft > 0;

    public void Begin() => _beatsLeft = MaxBeats + 1;

    /// <summary>
    /// Stream management is on.
    /// COMPAT: @xmpp/client 0.14 sets its count to zero some turns after it has read <c>enabled</c>, see StandardIntake.BeginsCounting; so not at once.
    /// </summary>
    public void Managed() => _beatsLeft = Math.Min(_beatsLeft, 2);

    public void Beat() => _beatsLeft = Math.Max(0, _beatsLeft - 1);

    /// <summary>The client has acknowledged something: it counts.</summary>
    public void End() => _beatsLeft = 0;
}
