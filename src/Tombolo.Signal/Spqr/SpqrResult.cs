namespace Tombolo.Signal.Spqr;

/// <summary>How a received <c>pq_ratchet</c> field ended. The first two are success.</summary>
internal enum SpqrResult
{
    /// <summary>A 32-byte message key was written.</summary>
    Key,

    /// <summary>The message uses no key: no salt.</summary>
    NoKey,

    /// <summary>The bytes are not a message of version 1.</summary>
    Malformed,

    /// <summary>SPQR is required, or was agreed on earlier, and the message has none.</summary>
    VersionMismatch,

    /// <summary>A stamp this side cannot have reached.</summary>
    EpochOutOfRange,

    /// <summary>The header or the ciphertext does not carry the MAC of the authenticator.</summary>
    BadMac,

    /// <summary>The encapsulation key does not fit its header or is not a valid key.</summary>
    BadEncapsulationKey,

    /// <summary>The key of this index was handed out before.</summary>
    AlreadyRequested,

    /// <summary>The key of this index or epoch has been dropped.</summary>
    Trimmed,

    /// <summary>The index lies beyond the forward limit.</summary>
    TooFarAhead,
}
