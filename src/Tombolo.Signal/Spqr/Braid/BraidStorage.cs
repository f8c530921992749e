namespace Tombolo.Signal.Spqr;

/// <summary>
/// The stored form of a braid state: step, epoch, authenticator, then the parts in the order below, each present exactly
/// when <see cref="BraidStepShape"/> says so.
/// </summary>
internal static class BraidStorage
{
    private const int ChunkNumberSize = sizeof(ushort);

    internal static int GetMaxSize(BraidState state) =>
        1 + 10 + Authenticator.StateSize
        + state.KeySeed.Length + state.Message.Length
        + (state.Header?.Length ?? 0) + (state.FirstCiphertext?.Length ?? 0) + (state.Reply?.Length ?? 0)
        + (state.Outgoing is { } outgoing ? ChunkNumberSize + outgoing.Data.Length : 0)
        + (state.Incoming is { } incoming ? 1 + (incoming.Count * (ChunkNumberSize + ErasureCode.ChunkSize)) : 0);

    internal static void Write(BraidState state, ref StateWriter writer)
    {
        writer.Byte((byte)state.Step);
        writer.Number(state.Epoch);
        writer.Bytes(state.Authenticator.State);
        writer.Bytes(state.KeySeed);
        writer.Bytes(state.Message);
        writer.Bytes(state.Header);
        writer.Bytes(state.FirstCiphertext);
        writer.Bytes(state.Reply);
        if (state.Outgoing is { } outgoing)
        {
            writer.UInt16(outgoing.Next);
            writer.Bytes(outgoing.Data);
        }

        if (state.Incoming is { } incoming)
        {
            writer.Byte((byte)incoming.Count);
            for (int i = 0; i < incoming.Count; i++)
            {
                writer.UInt16(incoming.Numbers[i]);
                writer.Bytes(incoming.Chunks.Slice(i * ErasureCode.ChunkSize, ErasureCode.ChunkSize));
            }
        }
    }

    internal static BraidState? Read(ref StateReader reader)
    {
        BraidStep step = (BraidStep)reader.Byte();
        ulong epoch = reader.Number(ulong.MaxValue - 1);
        if (step > BraidStepShape.Last || epoch == 0)
        {
            reader.Fail();
            return null;
        }

        BraidState state = new(step, epoch, Authenticator.Restore(reader.Array(Authenticator.StateSize)));
        BraidParts parts = step.Parts();
        if (parts.HasFlag(BraidParts.KeySeed))
        {
            state.OwnKeySeed(reader.Array(TwoStepMlKem768.SeedSize));
        }

        if (parts.HasFlag(BraidParts.Message))
        {
            state.OwnMessage(reader.Array(TwoStepMlKem768.MessageSize));
        }

        byte[]? header = parts.HasFlag(BraidParts.Header) ? reader.Array(BraidSizes.Header) : null;
        byte[]? first = parts.HasFlag(BraidParts.FirstCiphertext) ? reader.Array(BraidSizes.FirstCiphertext) : null;
        byte[]? reply = parts.HasFlag(BraidParts.Reply) ? reader.Array(BraidSizes.SecondCiphertextWithMac) : null;
        state.Become(step, header, first, reply, ReadOutgoing(ref reader, step), ReadIncoming(ref reader, step));
        return state;
    }

    private static OutgoingChunks? ReadOutgoing(ref StateReader reader, BraidStep step)
    {
        if (step.OutgoingSize() == 0)
        {
            return null;
        }

        ushort next = reader.UInt16();
        return new OutgoingChunks(reader.Array(step.OutgoingSize()), next);
    }

    private static IncomingChunks? ReadIncoming(ref StateReader reader, BraidStep step)
    {
        int needed = step.IncomingChunks();
        if (needed == 0)
        {
            return null;
        }

        IncomingChunks incoming = new(needed);
        int count = reader.Byte();
        for (int i = 0; i < count && !reader.Failed; i++)
        {
            ushort number = reader.UInt16();
            ReadOnlySpan<byte> chunk = reader.Bytes(ErasureCode.ChunkSize);
            if (reader.Failed || !incoming.Add(number, chunk) || incoming.IsComplete)
            {
                // A complete collection never rests: it is decoded in the step that completes it.
                reader.Fail();
            }
        }

        return incoming;
    }
}
