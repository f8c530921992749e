namespace Tombolo.Signal.Spqr;

/// <summary>Settings and negotiation of a state; the numbers are part of the stored form.</summary>
[Flags]
internal enum SpqrFlags : byte
{
    None = 0,

    /// <summary>This side started the session: it sends on the A to B chains.</summary>
    Initiator = 1,

    /// <summary>No key may be used before the first receive, and the other side may do without SPQR.</summary>
    Negotiable = 2,

    /// <summary>Nothing has been received yet.</summary>
    Negotiating = 4,

    /// <summary>No limit on forward jumps.</summary>
    SelfSession = 8,

    /// <summary>Off for good; no state is kept.</summary>
    Disabled = 16,

    All = Initiator | Negotiable | Negotiating | SelfSession | Disabled,
}
