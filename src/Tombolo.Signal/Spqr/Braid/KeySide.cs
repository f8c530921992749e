using System.Security.Cryptography;

namespace Tombolo.Signal.Spqr;

/// <summary>The side that sends an encapsulation key: header, then vector, while the ciphertext comes in.</summary>
internal static class KeySide
{
    internal static BraidPayload Send(BraidState state, Span<byte> chunk)
    {
        switch (state.Step)
        {
            case BraidStep.KeysUnsampled:
                SampleKeys(state);
                return Emit(state, PayloadKind.Header, chunk);
            case BraidStep.KeysSampled:
                return Emit(state, PayloadKind.Header, chunk);
            case BraidStep.HeaderSent:
                return Emit(state, PayloadKind.Vector, chunk);
            case BraidStep.FirstCiphertextReceived:
                return Emit(state, PayloadKind.VectorWithAck, chunk);
            default:
                return BraidPayload.Without(PayloadKind.Ack);
        }
    }

    internal static BraidOutcome Receive(BraidState state, in SpqrMessage message, Span<byte> epochSecret)
    {
        switch (state.Step, message.Kind)
        {
            case (BraidStep.KeysSampled, PayloadKind.FirstCiphertext):
                BeginVector(state);
                return CollectFirstCiphertext(state, message);
            case (BraidStep.HeaderSent, PayloadKind.FirstCiphertext):
                return CollectFirstCiphertext(state, message);
            case (BraidStep.FirstCiphertextReceived, PayloadKind.SecondCiphertext):
                state.Become(
                    BraidStep.VectorSent,
                    firstCiphertext: state.FirstCiphertext,
                    incoming: new IncomingChunks(BraidSizes.SecondCiphertextChunks));
                return CollectSecondCiphertext(state, message, epochSecret);
            case (BraidStep.VectorSent, PayloadKind.SecondCiphertext):
                return CollectSecondCiphertext(state, message, epochSecret);
            default:
                return BraidOutcome.Nothing;
        }
    }

    private static void SampleKeys(BraidState state)
    {
        byte[] seed = RandomNumberGenerator.GetBytes(TwoStepMlKem768.SeedSize);
        byte[] header = new byte[BraidSizes.HeaderWithMac];
        _ = TwoStepMlKem768.DeriveVector(seed, header);
        state.Authenticator.HeaderMac(
            state.Epoch, header.AsSpan(0, BraidSizes.Header), header.AsSpan(BraidSizes.Header));
        state.OwnKeySeed(seed);
        state.Become(BraidStep.KeysSampled, outgoing: new OutgoingChunks(header));
    }

    private static void BeginVector(BraidState state)
    {
        // Derived again rather than kept: 1152 bytes in every record against one key generation per epoch.
        Span<byte> header = stackalloc byte[BraidSizes.Header];
        byte[] vector = TwoStepMlKem768.DeriveVector(state.KeySeed, header);
        state.Become(
            BraidStep.HeaderSent,
            outgoing: new OutgoingChunks(vector),
            incoming: new IncomingChunks(BraidSizes.FirstCiphertextChunks));
    }

    private static BraidOutcome CollectFirstCiphertext(BraidState state, in SpqrMessage message)
    {
        IncomingChunks incoming = state.Incoming!;
        incoming.Add(message.ChunkNumber, message.Chunk);
        if (incoming.IsComplete)
        {
            state.Become(
                BraidStep.FirstCiphertextReceived, firstCiphertext: incoming.Decode(), outgoing: state.Outgoing);
        }

        return BraidOutcome.Nothing;
    }

    private static BraidOutcome CollectSecondCiphertext(BraidState state, in SpqrMessage message, Span<byte> epochSecret)
    {
        IncomingChunks incoming = state.Incoming!;
        incoming.Add(message.ChunkNumber, message.Chunk);
        if (!incoming.IsComplete)
        {
            return BraidOutcome.Nothing;
        }

        ReadOnlySpan<byte> reply = incoming.Decode();
        ReadOnlySpan<byte> first = state.FirstCiphertext;
        ReadOnlySpan<byte> second = reply[..BraidSizes.SecondCiphertext];
        Span<byte> ciphertext = stackalloc byte[BraidSizes.FirstCiphertext + BraidSizes.SecondCiphertext];
        first.CopyTo(ciphertext);
        second.CopyTo(ciphertext[BraidSizes.FirstCiphertext..]);
        Span<byte> sharedKey = stackalloc byte[TwoStepMlKem768.SharedKeySize];
        TwoStepMlKem768.Decapsulate(state.KeySeed, ciphertext, sharedKey);
        EpochSecret.Derive(state, sharedKey, epochSecret);

        Span<byte> mac = stackalloc byte[BraidSizes.Mac];
        state.Authenticator.CiphertextMac(state.Epoch, first, second, mac);
        if (!CryptographicOperations.FixedTimeEquals(mac, reply[BraidSizes.SecondCiphertext..]))
        {
            CryptographicOperations.ZeroMemory(epochSecret);
            return BraidOutcome.BadMac;
        }

        state.BeginNextEpoch(BraidStep.NoHeaderReceived, new IncomingChunks(BraidSizes.HeaderChunks));
        return BraidOutcome.NewEpochSecret;
    }

    private static BraidPayload Emit(BraidState state, PayloadKind kind, Span<byte> chunk)
    {
        ushort number = state.Outgoing!.Emit(chunk);
        return new BraidPayload(kind, number, chunk);
    }
}
