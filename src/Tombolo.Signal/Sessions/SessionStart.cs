namespace Tombolo.Signal;

/// <summary>What became of a pre-key bundle. Only <see cref="Established"/> stores anything.</summary>
public enum SessionStart
{
    /// <summary>A session is there; the next message carries what the peer needs to start its side.</summary>
    Established,

    /// <summary>The bundle's identity key is not trusted for sending to this address. Ask the user.</summary>
    UntrustedIdentity,

    /// <summary>A signature does not fit the identity key: the bundle is forged or damaged.</summary>
    InvalidSignature,

    /// <summary>A key is unusable (a shared secret of zero, or a Kyber key out of range).</summary>
    InvalidKey,

    /// <summary>The bundle has no Kyber pre-key and the settings want version 4. There is no fallback.</summary>
    MissingKyberPreKey,
}
