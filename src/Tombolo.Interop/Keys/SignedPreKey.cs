namespace Tombolo.Interop.Keys;

/// <summary>A prekey signed by the identity key: EC (33 bytes) or Kyber-1024 (1569 bytes, 0x08 first).</summary>
public sealed record SignedPreKey
{
    /// <summary>Chosen by the device, 1 to 2^24 - 1, unique within its kind.</summary>
    public required uint Id { get; init; }

    /// <summary>Public key with its type byte.</summary>
    public required byte[] Key { get; init; }

    /// <summary>XEdDSA signature by the identity key over <see cref="Key"/>, 64 bytes.</summary>
    public required byte[] Signature { get; init; }
}
