namespace Tombolo.Signal;

/// <summary>
/// Which form of the protocol a session speaks. Fixed when the session starts and never lowered by a peer, except that
/// <see cref="V4SpqrNegotiable"/> says itself that SPQR may be given up.
/// </summary>
public enum SessionMode
{
    /// <summary>PQXDH, Double Ratchet and SPQR, which the peer must have too: today's Signal (libsignal 0.92 and later).</summary>
    V4SpqrRequired,

    /// <summary>As before, but a peer without SPQR is served without it (libsignal 0.74 to 0.91).</summary>
    V4SpqrNegotiable,

    /// <summary>PQXDH and Double Ratchet only (libsignal 0.24 to 0.73).</summary>
    V4WithoutSpqr,

    /// <summary>X3DH and Double Ratchet without anything post-quantum: legacy OMEMO. Only on explicit request.</summary>
    V3,
}
