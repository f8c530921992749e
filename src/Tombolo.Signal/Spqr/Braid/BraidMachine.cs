namespace Tombolo.Signal.Spqr;

/// <summary>The state machine of the braid: which side acts, and what the epoch of a message means.</summary>
internal static class BraidMachine
{
    internal static BraidState Start(bool initiator, ReadOnlySpan<byte> handshakeKey)
    {
        BraidState state = new(BraidStep.KeysUnsampled, 1, new Authenticator(handshakeKey));
        if (!initiator)
        {
            state.Become(BraidStep.NoHeaderReceived, incoming: new IncomingChunks(BraidSizes.HeaderChunks));
        }

        return state;
    }

    /// <summary>Steps for a message to send. The payload points into <paramref name="chunk"/>.</summary>
    internal static BraidPayload Send(
        BraidState state, Span<byte> chunk, Span<byte> epochSecret, out BraidOutcome outcome)
    {
        outcome = BraidOutcome.Nothing;
        return IsKeySide(state.Step)
            ? KeySide.Send(state, chunk)
            : CiphertextSide.Send(state, chunk, epochSecret, out outcome);
    }

    internal static BraidOutcome Receive(BraidState state, in SpqrMessage message, Span<byte> epochSecret)
    {
        if (message.Epoch < state.Epoch)
        {
            return BraidOutcome.Nothing;
        }

        if (message.Epoch > state.Epoch)
        {
            if (state.Step != BraidStep.SecondCiphertextSampled || message.Epoch != state.Epoch + 1)
            {
                return BraidOutcome.EpochOutOfRange;
            }

            // The other side has the whole ciphertext, else it could not be in the next epoch. Now the sides swap.
            state.BeginNextEpoch(BraidStep.KeysUnsampled, incoming: null);
            return BraidOutcome.Nothing;
        }

        return IsKeySide(state.Step)
            ? KeySide.Receive(state, message, epochSecret)
            : CiphertextSide.Receive(state, message);
    }

    private static bool IsKeySide(BraidStep step) => step <= BraidStep.VectorSent;
}
