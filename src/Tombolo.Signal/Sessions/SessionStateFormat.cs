namespace Tombolo.Signal;

/// <summary>
/// The stored form of one session, little-endian. Format 1: format, version, flags (bytes); base key, local and remote
/// identity, root key, our ratchet key (private, public), sending chain key (32 bytes each); sending index, previous
/// counter, local and remote registration id (4 bytes each); number of receiving chains (byte), for each: remote ratchet
/// key, chain key, index, number of seeds (2 bytes) and the seeds; the pending pre-key data if flagged; the SPQR state to
/// the end.
/// </summary>
internal static class SessionStateFormat
{
    private const byte Newest = 1;
    private const int BaseKeyOffset = 3;
    private const byte HasPending = 1, HasPreKeyId = 2, HasKyber = 4, TurnDue = 8, AllFlags = 15;
    private const int KyberCiphertextSize = 1 + Kyber1024.CiphertextSize;

    /// <summary>An upper bound for <see cref="Write"/>.</summary>
    public static int MaxSize(SessionState state)
    {
        int size = 3 + SessionState.KeyBlockSize + (4 * 4) + 1 + state.MaxSpqrSize;
        foreach (ReceivingChain chain in state.ReceivingChains)
        {
            size += PublicKey.RawSize + ChainKey.Size + 4 + 2 + chain.Skipped.Entries.Length;
        }

        return size + (state.Pending is null ? 0 : 4 + 8 + 4 + 4 + KyberCiphertextSize);
    }

    /// <summary>Writes the state and returns its length.</summary>
    public static int Write(SessionState state, Span<byte> destination)
    {
        RecordWriter writer = new(destination, Newest);
        writer.Byte(state.Version);
        writer.Byte((byte)(Flags(state.Pending) | (state.IsTurnDue ? TurnDue : 0)));
        writer.Bytes(state.KeyBlock);
        writer.UInt32(state.SendingIndex);
        writer.UInt32(state.PreviousCounter);
        writer.UInt32(state.LocalRegistrationId);
        writer.UInt32(state.RemoteRegistrationId);
        writer.Byte((byte)state.ReceivingChains.Count);
        foreach (ReceivingChain chain in state.ReceivingChains)
        {
            writer.Bytes(chain.RemoteRatchetKey);
            writer.Bytes(chain.ChainKey);
            writer.UInt32(chain.Index);
            writer.UInt16((ushort)chain.Skipped.Count);
            writer.Bytes(chain.Skipped.Entries);
        }

        WritePending(ref writer, state.Pending);
        int position = destination.Length - writer.Remaining;
        return position + state.WriteSpqr(destination[position..]);
    }

    /// <summary>Reads a state; its SPQR part keeps a view of <paramref name="stored"/>.</summary>
    /// <exception cref="SignalRecordException">Damaged, or from a later release.</exception>
    public static SessionState Read(ReadOnlyMemory<byte> stored)
    {
        RecordReader reader = new(stored.Span, Newest, "session");
        byte version = reader.Byte();
        byte flags = reader.Byte();
        reader.Require(version is MessageVersion.V3 or MessageVersion.V4 && (flags & ~AllFlags) == 0);
        byte[] keys = reader.Bytes(SessionState.KeyBlockSize).ToArray();
        uint sendingIndex = reader.UInt32(), previousCounter = reader.UInt32();
        uint localRegistrationId = reader.UInt32(), remoteRegistrationId = reader.UInt32();
        List<ReceivingChain> chains = ReadChains(ref reader);
        reader.Require((flags & TurnDue) == 0 || chains.Count > 0);
        PendingPreKey? pending = ReadPending(ref reader, flags);
        return new SessionState(version, keys, chains, new SpqrSlot(stored[reader.Position..]))
        {
            SendingIndex = sendingIndex,
            PreviousCounter = previousCounter,
            LocalRegistrationId = localRegistrationId,
            RemoteRegistrationId = remoteRegistrationId,
            IsTurnDue = (flags & TurnDue) != 0,
            Pending = pending,
        };
    }

    /// <summary>Version and base key of a stored state without reading the rest; false when it is too short to have them.</summary>
    public static bool TryPeek(ReadOnlySpan<byte> stored, out byte version, out ReadOnlySpan<byte> baseKey)
    {
        bool readable = stored.Length > SessionState.KeyBlockSize && stored[0] == Newest;
        version = readable ? stored[1] : (byte)0;
        baseKey = readable ? stored.Slice(BaseKeyOffset, PublicKey.RawSize) : [];
        return readable;
    }

    private static List<ReceivingChain> ReadChains(ref RecordReader reader)
    {
        int count = reader.Byte();
        reader.Require(count <= SessionState.ReceivingChainLimit);
        List<ReceivingChain> chains = new(count + 1);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> ratchetKey = reader.Bytes(PublicKey.RawSize), chainKey = reader.Bytes(ChainKey.Size);
            uint index = reader.UInt32();
            int seeds = reader.UInt16();
            reader.Require(seeds <= SkippedSeeds.Limit);
            chains.Add(new ReceivingChain(ratchetKey, chainKey, index, SkippedSeeds.Load(reader.Bytes(seeds * SkippedSeeds.EntrySize))));
        }

        return chains;
    }

    private static byte Flags(PendingPreKey? pending) => pending is null
        ? (byte)0
        : (byte)(HasPending | (pending.PreKeyId is null ? 0 : HasPreKeyId) | (pending.KyberPreKeyId is null ? 0 : HasKyber));

    private static void WritePending(ref RecordWriter writer, PendingPreKey? pending)
    {
        if (pending is null)
        {
            return;
        }

        writer.UInt32(pending.SignedPreKeyId);
        writer.Time(pending.CreatedAt);
        if (pending.PreKeyId is { } preKeyId)
        {
            writer.UInt32(preKeyId);
        }

        if (pending.KyberPreKeyId is { } kyberPreKeyId)
        {
            writer.UInt32(kyberPreKeyId);
            writer.Bytes(pending.KyberCiphertext);
        }
    }

    private static PendingPreKey? ReadPending(ref RecordReader reader, byte flags)
    {
        if ((flags & HasPending) == 0)
        {
            return null;
        }

        uint signedPreKeyId = reader.UInt32();
        DateTimeOffset createdAt = reader.Time();
        uint? preKeyId = (flags & HasPreKeyId) != 0 ? reader.UInt32() : null;
        bool hasKyber = (flags & HasKyber) != 0;
        return new PendingPreKey
        {
            SignedPreKeyId = signedPreKeyId,
            CreatedAt = createdAt,
            PreKeyId = preKeyId,
            KyberPreKeyId = hasKyber ? reader.UInt32() : null,
            KyberCiphertext = hasKyber ? reader.Bytes(KyberCiphertextSize).ToArray() : [],
        };
    }
}
