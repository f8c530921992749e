namespace Tombolo.Signal;

/// <summary>Who computes on Curve25519.</summary>
public enum PrimitiveProvider
{
    /// <summary>Managed code only (BouncyCastle); runs everywhere, the browser included.</summary>
    Managed,

    /// <summary>libsodium; used where its native library can be loaded.</summary>
    Native,
}
