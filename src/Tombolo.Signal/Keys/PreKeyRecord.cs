namespace Tombolo.Signal;

/// <summary>A one-time pre-key: published, used by one peer for one session, then deleted. Not signed.</summary>
public sealed class PreKeyRecord : IDisposable
{
    private const byte FormatVersion = 1;

    /// <summary>Makes a record from its parts; the record owns the pair.</summary>
    public PreKeyRecord(uint id, KeyPair keyPair)
    {
        ArgumentNullException.ThrowIfNull(keyPair);
        Id = id;
        KeyPair = keyPair;
    }

    /// <summary>The id peers name it by; 0 is a valid id.</summary>
    public uint Id { get; }

    /// <summary>The key pair, owned by the record.</summary>
    public KeyPair KeyPair { get; }

    /// <summary>A new random pre-key.</summary>
    public static PreKeyRecord Generate(uint id) => new(id, KeyPair.Generate());

    /// <summary>New random pre-keys with consecutive ids from <paramref name="firstId"/>; ids wrap at 2^32.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public static IReadOnlyList<PreKeyRecord> GenerateMany(uint firstId, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        PreKeyRecord[] records = new PreKeyRecord[count];
        for (int i = 0; i < count; i++)
        {
            records[i] = Generate(unchecked(firstId + (uint)i));
        }

        return records;
    }

    /// <summary>Reads what <see cref="Serialize"/> wrote, in this or an earlier release.</summary>
    /// <exception cref="SignalRecordException">The bytes are not a pre-key record.</exception>
    public static PreKeyRecord Deserialize(ReadOnlySpan<byte> serialized)
    {
        RecordReader reader = new(serialized, FormatVersion, nameof(PreKeyRecord));
        uint id = reader.UInt32();
        KeyPair pair = reader.KeyPair();
        reader.End();
        return new PreKeyRecord(id, pair);
    }

    /// <summary>The stored form, secret included, in a new array that the caller clears.</summary>
    public byte[] Serialize()
    {
        byte[] serialized = new byte[1 + 4 + RecordWriter.KeyPairSize];
        RecordWriter writer = new(serialized, FormatVersion);
        writer.UInt32(Id);
        writer.KeyPair(KeyPair);
        return serialized;
    }

    /// <summary>Clears the private key.</summary>
    public void Dispose() => KeyPair.Dispose();
}
