using System.Security.Cryptography;

namespace Tombolo.Signal;

/// <summary>
/// A signed Kyber pre-key: one-time (deleted after use) or last resort (used by many peers when the one-time ones have run
/// out). Which of the two is written in the record, so that a store can act on it.
/// </summary>
public sealed class KyberPreKeyRecord : IDisposable
{
    private const byte FormatVersion = 1;

    private readonly byte[] _signature;

    /// <summary>Makes a record from its parts; the record owns the pair.</summary>
    /// <exception cref="ArgumentException">The signature does not have 64 bytes.</exception>
    public KyberPreKeyRecord(uint id, DateTimeOffset createdAt, KyberKeyPair keyPair, ReadOnlySpan<byte> signature, KyberPreKeyUse use)
    {
        ArgumentNullException.ThrowIfNull(keyPair);
        if (signature.Length != XEdDsa.SignatureSize)
        {
            throw new ArgumentException("A signature has 64 bytes.", nameof(signature));
        }

        Id = id;
        CreatedAt = createdAt;
        KeyPair = keyPair;
        Use = use;
        _signature = signature.ToArray();
    }

    /// <summary>The id peers name it by; 0 is a valid id. One-time and last-resort keys share one number space.</summary>
    public uint Id { get; }

    /// <summary>When it was made, to the millisecond; for the decision when to replace it.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>The key pair, owned by the record.</summary>
    public KyberKeyPair KeyPair { get; }

    /// <summary>Once or until replaced.</summary>
    public KyberPreKeyUse Use { get; }

    /// <summary>The identity key's XEdDSA signature over the 1569 bytes of the public key.</summary>
    public ReadOnlyMemory<byte> Signature => _signature;

    /// <summary>A new random pre-key, signed by <paramref name="identity"/>, dated by <paramref name="time"/> (default: the system's clock).</summary>
    public static KyberPreKeyRecord Generate(uint id, IdentityKeyPair identity, KyberPreKeyUse use, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(identity);
        KyberKeyPair pair = KyberKeyPair.Generate();
        byte[] signature = identity.Sign(pair.PublicKey.Serialized);
        return new KyberPreKeyRecord(id, (time ?? TimeProvider.System).GetUtcNow(), pair, signature, use);
    }

    /// <summary>Reads what <see cref="Serialize"/> wrote, in this or an earlier release.</summary>
    /// <exception cref="SignalRecordException">The bytes are not a Kyber pre-key record.</exception>
    public static KyberPreKeyRecord Deserialize(ReadOnlySpan<byte> serialized)
    {
        RecordReader reader = new(serialized, FormatVersion, nameof(KyberPreKeyRecord));
        uint id = reader.UInt32();
        DateTimeOffset createdAt = reader.Time();
        byte use = reader.Byte();
        ReadOnlySpan<byte> secret = reader.Bytes(KyberKeyPair.SecretKeySize);
        ReadOnlySpan<byte> signature = reader.Bytes(XEdDsa.SignatureSize);
        reader.End();
        reader.Require(use <= (byte)KyberPreKeyUse.LastResort && secret[0] == KyberPublicKey.TypeByte);
        return new KyberPreKeyRecord(id, createdAt, KyberKeyPair.Deserialize(secret), signature, (KyberPreKeyUse)use);
    }

    /// <summary>The stored form, secret included, in a new array that the caller clears.</summary>
    public byte[] Serialize()
    {
        byte[] serialized = new byte[1 + 4 + 8 + 1 + KyberKeyPair.SecretKeySize + XEdDsa.SignatureSize];
        byte[] secret = KeyPair.SerializeSecretKey();
        RecordWriter writer = new(serialized, FormatVersion);
        writer.UInt32(Id);
        writer.Time(CreatedAt);
        writer.Byte((byte)Use);
        writer.Bytes(secret);
        writer.Bytes(_signature);
        CryptographicOperations.ZeroMemory(secret);
        return serialized;
    }

    /// <summary>Clears the secret key.</summary>
    public void Dispose() => KeyPair.Dispose();
}
