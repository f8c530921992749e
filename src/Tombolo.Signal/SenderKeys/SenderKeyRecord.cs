namespace Tombolo.Signal;

/// <summary>
/// The chains of one group member under one distribution id, newest first, at most 5 (signal-wire 11). A record is worked
/// on by one caller at a time; disposing it clears its keys.
/// </summary>
/// <remarks>
/// Stored form, little-endian: a format byte (1), the number of states (byte), then for each: chain id and iteration (4
/// bytes each), chain key and public signing key (32 each), a byte that is 1 when the private signing key and its Edwards
/// point (32 each) follow,
/// number of skipped seeds (2 bytes) and the seeds.
/// </remarks>
public sealed class SenderKeyRecord : IDisposable
{
    /// <summary>Chains kept; fewer would lose messages sent before a change of keys.</summary>
    public const int StateLimit = 5;

    private const byte Newest = 1;

    private readonly List<SenderKeyState> _states = [];

    /// <summary>Number of chains, 0 to 5.</summary>
    public int StateCount => _states.Count;

    internal SenderKeyState? Current => _states.Count == 0 ? null : _states[0];

    /// <summary>Reads what <see cref="Serialize"/> wrote, in this or an earlier release.</summary>
    /// <exception cref="SignalRecordException">The bytes are not a sender-key record, or a later release wrote them.</exception>
    public static SenderKeyRecord Deserialize(ReadOnlySpan<byte> serialized)
    {
        RecordReader reader = new(serialized, Newest, nameof(SenderKeyRecord));
        int count = reader.Byte();
        reader.Require(count <= StateLimit);
        SenderKeyRecord record = new();
        for (int i = 0; i < count; i++)
        {
            record._states.Add(ReadState(ref reader));
        }

        reader.End();
        return record;
    }

    /// <summary>The stored form, secrets included, in a new array.</summary>
    public byte[] Serialize()
    {
        int size = 2;
        foreach (SenderKeyState state in _states)
        {
            size += 4 + 4 + 32 + 32 + 1 + state.SigningKey.Length + 2 + state.Skipped.Entries.Length;
        }

        byte[] serialized = new byte[size];
        RecordWriter writer = new(serialized, Newest);
        writer.Byte((byte)_states.Count);
        foreach (SenderKeyState state in _states)
        {
            WriteState(ref writer, state);
        }

        return serialized;
    }

    /// <summary>Clears the keys in memory.</summary>
    public void Dispose() => _states.ForEach(state => state.Dispose());

    internal SenderKeyState? Find(uint chainId) => _states.Find(state => state.ChainId == chainId);

    internal SenderKeyState AddGenerated()
    {
        SenderKeyState state = SenderKeyState.Generate();
        AddFirst(state);
        return state;
    }

    /// <summary>
    /// Takes in a distributed chain (signal-wire 11.3). A chain that is known stays where it stands, so that a repeated
    /// distribution cannot rewind it; one with the same id and another signing key gives way.
    /// </summary>
    internal void Add(uint chainId, uint iteration, ReadOnlySpan<byte> chainKey, PublicKey signingKey)
    {
        SenderKeyState? known = Find(chainId);
        if (known is not null)
        {
            _states.Remove(known);
            if (known.SigningPublicKey.SequenceEqual(signingKey.Raw))
            {
                _states.Insert(0, known);
                return;
            }

            known.Dispose();
        }

        AddFirst(new SenderKeyState(chainId, iteration, chainKey, signingKey.Raw, []));
    }

    private void AddFirst(SenderKeyState state)
    {
        _states.Insert(0, state);
        if (_states.Count > StateLimit)
        {
            _states[StateLimit].Dispose();
            _states.RemoveAt(StateLimit);
        }
    }

    private static SenderKeyState ReadState(ref RecordReader reader)
    {
        uint chainId = reader.UInt32(), iteration = reader.UInt32();
        ReadOnlySpan<byte> chainKey = reader.Bytes(32), publicKey = reader.Bytes(32);
        byte hasSigningKey = reader.Byte();
        reader.Require(hasSigningKey <= 1);
        ReadOnlySpan<byte> signingKey = reader.Bytes(hasSigningKey * SenderKeyState.SigningKeySize);
        int seeds = reader.UInt16();
        reader.Require(seeds <= SkippedSeeds.Limit);
        return new SenderKeyState(
            chainId, iteration, chainKey, publicKey, signingKey, SkippedSeeds.Load(reader.Bytes(seeds * SkippedSeeds.EntrySize)));
    }

    private static void WriteState(ref RecordWriter writer, SenderKeyState state)
    {
        writer.UInt32(state.ChainId);
        writer.UInt32(state.Iteration);
        writer.Bytes(state.ChainKey);
        writer.Bytes(state.SigningPublicKey);
        writer.Byte(state.CanSend ? (byte)1 : (byte)0);
        writer.Bytes(state.SigningKey);
        writer.UInt16((ushort)state.Skipped.Count);
        writer.Bytes(state.Skipped.Entries);
    }
}
