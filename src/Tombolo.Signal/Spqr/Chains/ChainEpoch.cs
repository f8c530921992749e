namespace Tombolo.Signal.Spqr;

/// <summary>The two chains of one epoch. The sending one is forgotten when a later epoch is sent with.</summary>
internal sealed class ChainEpoch(SymmetricChain? sending, SymmetricChain receiving, SkippedKeys skipped) : IDisposable
{
    internal SymmetricChain? Sending { get; private set; } = sending;

    internal SymmetricChain Receiving { get; } = receiving;

    internal SkippedKeys Skipped { get; } = skipped;

    /// <summary>Takes the key of a received index, stepping and storing as needed.</summary>
    internal SpqrResult Take(uint index, uint maximumJump, Span<byte> key)
    {
        uint counter = Receiving.Counter;
        if (index <= counter)
        {
            if (index < counter && (ulong)index + SkippedKeys.Kept < counter)
            {
                return SpqrResult.Trimmed;
            }

            return index < counter && Skipped.TryTake(index, key) ? SpqrResult.Key : SpqrResult.AlreadyRequested;
        }

        if (index - counter > maximumJump)
        {
            return SpqrResult.TooFarAhead;
        }

        while (Receiving.Counter < index)
        {
            Receiving.Next(key);
            if (Receiving.Counter < index && (ulong)Receiving.Counter + SkippedKeys.Kept >= index)
            {
                Skipped.Add(Receiving.Counter, key);
            }
        }

        return SpqrResult.Key;
    }

    internal void ForgetSending()
    {
        Sending?.Dispose();
        Sending = null;
    }

    internal ChainEpoch Clone() => new(Sending?.Clone(), Receiving.Clone(), Skipped.Clone());

    public void Dispose()
    {
        ForgetSending();
        Receiving.Dispose();
        Skipped.Dispose();
    }
}
