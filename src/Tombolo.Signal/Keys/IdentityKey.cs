using System.Diagnostics.CodeAnalysis;

namespace Tombolo.Signal;

/// <summary>
/// The long-term public key of an account or device: what safety numbers show and what trust decisions are about.
/// A type of its own so that no other key is taken for one.
/// </summary>
/// <param name="PublicKey">The X25519 key.</param>
public sealed record IdentityKey(PublicKey PublicKey)
{
    internal IdentityKey(ReadOnlySpan<byte> raw)
        : this(new PublicKey(raw))
    {
    }

    internal ReadOnlySpan<byte> Raw => PublicKey.Raw;

    /// <summary>Reads the 33-byte form; false when it is not one.</summary>
    public static bool TryDeserialize(ReadOnlySpan<byte> serialized, [NotNullWhen(true)] out IdentityKey? key)
    {
        key = PublicKey.TryDeserialize(serialized, out PublicKey? publicKey) ? new IdentityKey(publicKey) : null;
        return key is not null;
    }

    /// <summary>Reads the 33-byte form from a trusted place.</summary>
    /// <exception cref="ArgumentException">The bytes are not a serialised public key.</exception>
    public static IdentityKey Deserialize(ReadOnlySpan<byte> serialized) => new(PublicKey.Deserialize(serialized));

    /// <summary>The 33-byte form, in a new array.</summary>
    public byte[] Serialize() => PublicKey.Serialize();

    /// <summary>Verifies an XEdDSA signature made by <see cref="IdentityKeyPair.Sign"/>; false when it does not fit.</summary>
    public bool VerifySignature(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        PublicKey.VerifySignature(message, signature);

    /// <summary>The 33 bytes in lower-case hexadecimal.</summary>
    public override string ToString() => PublicKey.ToString();
}
