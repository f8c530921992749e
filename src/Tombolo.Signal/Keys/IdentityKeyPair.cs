using System.Security.Cryptography;

namespace Tombolo.Signal;

/// <summary>The long-term key pair of this device. Disposing it clears the private key.</summary>
public sealed class IdentityKeyPair : IDisposable
{
    // { 1: bytes public(33), 2: bytes private(32) }, the form other Signal tools exchange (signal-wire 14).
    private const int Size = 2 + Tombolo.Signal.PublicKey.SerializedSize + 2 + Tombolo.Signal.PrivateKey.SerializedSize;

    /// <summary>Puts two halves together; that they belong together is the caller's promise.</summary>
    public IdentityKeyPair(IdentityKey publicKey, PrivateKey privateKey)
    {
        ArgumentNullException.ThrowIfNull(publicKey);
        ArgumentNullException.ThrowIfNull(privateKey);
        PublicKey = publicKey;
        PrivateKey = privateKey;
    }

    /// <summary>The half that others know this device by.</summary>
    public IdentityKey PublicKey { get; }

    /// <summary>The secret half, owned by the pair.</summary>
    public PrivateKey PrivateKey { get; }

    /// <summary>A new random identity.</summary>
    public static IdentityKeyPair Generate()
    {
        PrivateKey privateKey = PrivateKey.Generate();
        return new IdentityKeyPair(new IdentityKey(privateKey.GetPublicKey()), privateKey);
    }

    /// <summary>Reads what <see cref="Serialize"/> wrote, or another Signal library's stored identity key pair.</summary>
    /// <exception cref="ArgumentException">The bytes are not an identity key pair.</exception>
    public static IdentityKeyPair Deserialize(ReadOnlySpan<byte> serialized)
    {
        ReadOnlySpan<byte> publicKey = [], privateKey = [];
        ProtobufReader reader = new(serialized);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: publicKey = reader.Bytes(); break;
                case 2: privateKey = reader.Bytes(); break;
                default: reader.Skip(); break;
            }
        }

        if (reader.Failed || !Tombolo.Signal.PublicKey.TryDeserialize(publicKey, out PublicKey? key) || privateKey.Length != PrivateKey.SerializedSize)
        {
            throw new ArgumentException("Not a serialised identity key pair.", nameof(serialized));
        }

        return new IdentityKeyPair(new IdentityKey(key), PrivateKey.Deserialize(privateKey));
    }

    /// <summary>Both halves in 69 bytes, in a new array that the caller clears: a protobuf message, 1 public key (33), 2 private key (32).</summary>
    public byte[] Serialize()
    {
        byte[] serialized = new byte[Size];
        ProtobufWriter writer = new(serialized);
        writer.PublicKey(1, PublicKey.Raw);
        writer.Bytes(2, PrivateKey.Raw);
        return serialized;
    }

    /// <summary>An XEdDSA signature, 64 bytes, over <paramref name="message"/>; randomised, so two calls differ.</summary>
    public byte[] Sign(ReadOnlySpan<byte> message) => PrivateKey.Sign(message);

    /// <summary>
    /// Signs the statement that <paramref name="other"/> belongs to the same account (Signal's alternate, "PNI", identity;
    /// signal-wire 14).
    /// </summary>
    public byte[] SignAlternateIdentity(IdentityKey other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Sign(AlternateIdentity.Statement(other));
    }

    /// <summary>Clears the private key.</summary>
    public void Dispose() => PrivateKey.Dispose();
}
