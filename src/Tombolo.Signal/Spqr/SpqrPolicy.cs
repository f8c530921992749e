namespace Tombolo.Signal.Spqr;

/// <summary>What a session asks of the post-quantum ratchet.</summary>
internal enum SpqrPolicy : byte
{
    /// <summary>Never offered, and what the other side offers is ignored (Signal's library up to 0.73, and v3).</summary>
    Off = 0,

    /// <summary>Offered, and given up if the other side's first answer lacks it (0.74 to 0.91).</summary>
    Negotiable = 1,

    /// <summary>Used from the first message; a peer without it is refused (0.92 and later).</summary>
    Required = 2,
}
