using System.Security.Cryptography;

namespace Tombolo.Signal.Spqr;

/// <summary>The side that encapsulates: first ciphertext part as soon as the header is there, the second after the vector.</summary>
internal static class CiphertextSide
{
    internal static BraidPayload Send(
        BraidState state, Span<byte> chunk, Span<byte> epochSecret, out BraidOutcome outcome)
    {
        outcome = BraidOutcome.Nothing;
        switch (state.Step)
        {
            case BraidStep.HeaderReceived:
                Encapsulate(state, epochSecret);
                outcome = BraidOutcome.NewEpochSecret;
                return Emit(state, PayloadKind.FirstCiphertext, chunk);
            case BraidStep.FirstCiphertextSampled or BraidStep.VectorReceived:
                return Emit(state, PayloadKind.FirstCiphertext, chunk);
            case BraidStep.SecondCiphertextSampled:
                return Emit(state, PayloadKind.SecondCiphertext, chunk);
            default:
                return BraidPayload.Without(PayloadKind.None);
        }
    }

    internal static BraidOutcome Receive(BraidState state, in SpqrMessage message)
    {
        bool acknowledged = message.Kind is PayloadKind.VectorWithAck or PayloadKind.Ack;
        bool vector = message.Kind is PayloadKind.VectorWithAck or PayloadKind.Vector;
        switch (state.Step)
        {
            case BraidStep.NoHeaderReceived when message.Kind == PayloadKind.Header:
                return CollectHeader(state, message);
            case BraidStep.FirstCiphertextSampled or BraidStep.FirstCiphertextAcknowledged when vector:
                return CollectVector(state, message, acknowledged);
            case BraidStep.VectorReceived when acknowledged:
                state.Become(BraidStep.SecondCiphertextSampled, outgoing: new OutgoingChunks(state.Reply!));
                return BraidOutcome.Nothing;
            default:
                return BraidOutcome.Nothing;
        }
    }

    private static BraidOutcome CollectHeader(BraidState state, in SpqrMessage message)
    {
        IncomingChunks incoming = state.Incoming!;
        incoming.Add(message.ChunkNumber, message.Chunk);
        if (!incoming.IsComplete)
        {
            return BraidOutcome.Nothing;
        }

        ReadOnlySpan<byte> data = incoming.Decode();
        Span<byte> mac = stackalloc byte[BraidSizes.Mac];
        state.Authenticator.HeaderMac(state.Epoch, data[..BraidSizes.Header], mac);
        if (!CryptographicOperations.FixedTimeEquals(mac, data[BraidSizes.Header..]))
        {
            return BraidOutcome.BadMac;
        }

        state.Become(BraidStep.HeaderReceived, header: data[..BraidSizes.Header].ToArray());
        return BraidOutcome.Nothing;
    }

    private static void Encapsulate(BraidState state, Span<byte> epochSecret)
    {
        byte[] message = RandomNumberGenerator.GetBytes(TwoStepMlKem768.MessageSize);
        Span<byte> sharedKey = stackalloc byte[TwoStepMlKem768.SharedKeySize];
        byte[] ciphertext = TwoStepMlKem768.EncapsulateFirst(state.Header, message, sharedKey);
        EpochSecret.Derive(state, sharedKey, epochSecret);
        state.OwnMessage(message);
        state.Become(
            BraidStep.FirstCiphertextSampled,
            header: state.Header,
            outgoing: new OutgoingChunks(ciphertext),
            incoming: new IncomingChunks(BraidSizes.VectorChunks));
    }

    private static BraidOutcome CollectVector(BraidState state, in SpqrMessage message, bool acknowledged)
    {
        IncomingChunks incoming = state.Incoming!;
        incoming.Add(message.ChunkNumber, message.Chunk);
        if (incoming.IsComplete)
        {
            return AnswerVector(state, incoming.Decode(), acknowledged);
        }

        if (acknowledged && state.Step == BraidStep.FirstCiphertextSampled)
        {
            state.Become(
                BraidStep.FirstCiphertextAcknowledged,
                header: state.Header,
                firstCiphertext: state.Outgoing!.Data,
                incoming: incoming);
        }

        return BraidOutcome.Nothing;
    }

    private static BraidOutcome AnswerVector(BraidState state, ReadOnlySpan<byte> vector, bool acknowledged)
    {
        if (!TwoStepMlKem768.VectorFits(state.Header, vector))
        {
            return BraidOutcome.BadEncapsulationKey;
        }

        byte[] first = state.FirstCiphertext ?? state.Outgoing!.Data;
        byte[] reply = new byte[BraidSizes.SecondCiphertextWithMac];
        Span<byte> second = reply.AsSpan(0, BraidSizes.SecondCiphertext);
        TwoStepMlKem768.EncapsulateSecond(state.Header, state.Message, vector, second);
        state.Authenticator.CiphertextMac(state.Epoch, first, second, reply.AsSpan(BraidSizes.SecondCiphertext));
        if (acknowledged || state.Step == BraidStep.FirstCiphertextAcknowledged)
        {
            state.Become(BraidStep.SecondCiphertextSampled, outgoing: new OutgoingChunks(reply));
        }
        else
        {
            // The answer does not depend on the acknowledgement, and is shorter to keep than the vector.
            state.Become(BraidStep.VectorReceived, reply: reply, outgoing: state.Outgoing);
        }

        return BraidOutcome.Nothing;
    }

    private static BraidPayload Emit(BraidState state, PayloadKind kind, Span<byte> chunk)
    {
        ushort number = state.Outgoing!.Emit(chunk);
        return new BraidPayload(kind, number, chunk);
    }
}
