namespace Tombolo.Signal;

/// <summary>A signed pre-key: used by many peers, replaced every few days, kept some weeks longer for late messages.</summary>
public sealed class SignedPreKeyRecord : IDisposable
{
    private const byte FormatVersion = 1;

    private readonly byte[] _signature;

    /// <summary>Makes a record from its parts; the record owns the pair.</summary>
    /// <exception cref="ArgumentException">The signature does not have 64 bytes.</exception>
    public SignedPreKeyRecord(uint id, DateTimeOffset createdAt, KeyPair keyPair, ReadOnlySpan<byte> signature)
    {
        ArgumentNullException.ThrowIfNull(keyPair);
        if (signature.Length != XEdDsa.SignatureSize)
        {
            throw new ArgumentException("A signature has 64 bytes.", nameof(signature));
        }

        Id = id;
        CreatedAt = createdAt;
        KeyPair = keyPair;
        _signature = signature.ToArray();
    }

    /// <summary>The id peers name it by; 0 is a valid id.</summary>
    public uint Id { get; }

    /// <summary>When it was made, to the millisecond; for the decision when to replace it.</summary>
    public DateTimeOffset CreatedAt { get; }

    /// <summary>The key pair, owned by the record.</summary>
    public KeyPair KeyPair { get; }

    /// <summary>The identity key's XEdDSA signature over the 33 bytes of the public key.</summary>
    public ReadOnlyMemory<byte> Signature => _signature;

    /// <summary>A new random pre-key, signed by <paramref name="identity"/>, dated by <paramref name="time"/> (default: the system's clock).</summary>
    public static SignedPreKeyRecord Generate(uint id, IdentityKeyPair identity, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(identity);
        KeyPair pair = KeyPair.Generate();
        byte[] signature = identity.Sign(pair.PublicKey.Serialize());
        return new SignedPreKeyRecord(id, (time ?? TimeProvider.System).GetUtcNow(), pair, signature);
    }

    /// <summary>Reads what <see cref="Serialize"/> wrote, in this or an earlier release.</summary>
    /// <exception cref="SignalRecordException">The bytes are not a signed pre-key record.</exception>
    public static SignedPreKeyRecord Deserialize(ReadOnlySpan<byte> serialized)
    {
        RecordReader reader = new(serialized, FormatVersion, nameof(SignedPreKeyRecord));
        uint id = reader.UInt32();
        DateTimeOffset createdAt = reader.Time();
        KeyPair pair = reader.KeyPair();
        ReadOnlySpan<byte> signature = reader.Bytes(XEdDsa.SignatureSize);
        reader.End();
        return new SignedPreKeyRecord(id, createdAt, pair, signature);
    }

    /// <summary>The stored form, secret included, in a new array that the caller clears.</summary>
    public byte[] Serialize()
    {
        byte[] serialized = new byte[1 + 4 + 8 + RecordWriter.KeyPairSize + XEdDsa.SignatureSize];
        RecordWriter writer = new(serialized, FormatVersion);
        writer.UInt32(Id);
        writer.Time(CreatedAt);
        writer.KeyPair(KeyPair);
        writer.Bytes(_signature);
        return serialized;
    }

    /// <summary>Clears the private key.</summary>
    public void Dispose() => KeyPair.Dispose();
}
