namespace Tombolo.Interop.Keys;

/// <summary>All public keys that a device hands over when it is enrolled.</summary>
public sealed record DeviceKeys
{
    /// <summary>Size of an EC public key with its type byte.</summary>
    public const int EcKeySize = 33;

    /// <summary>Size of a Kyber-1024 public key with its type byte.</summary>
    public const int KyberKeySize = 1569;

    /// <summary>Size of a signature.</summary>
    public const int SignatureSize = 64;

    /// <summary>One-time EC prekeys a device uploads at enrolment.</summary>
    public const int PreKeyCount = 100;

    /// <summary>One-time Kyber prekeys a device uploads at enrolment.</summary>
    public const int KyberPreKeyCount = 20;

    /// <summary>Largest prekey id, 24 bits as in Signal's own clients.</summary>
    public const uint MaxPreKeyId = 0xFFFFFF;

    /// <summary>Identity key, 33 bytes: 0x05 and the X25519 key.</summary>
    public required byte[] IdentityKey { get; init; }

    /// <summary>The signed EC prekey, rotated weekly.</summary>
    public required SignedPreKey SignedPreKey { get; init; }

    /// <summary>The Kyber prekey handed out when the one-time ones are used up, rotated weekly.</summary>
    public required SignedPreKey KyberLastResort { get; init; }

    /// <summary>One-time EC prekeys, usually 100.</summary>
    public required IReadOnlyList<PreKey> PreKeys { get; init; }

    /// <summary>One-time Kyber prekeys, usually 20.</summary>
    public required IReadOnlyList<SignedPreKey> KyberPreKeys { get; init; }
}
