namespace Tombolo.Signal;

/// <summary>The symmetric-key ratchet (Double Ratchet section 2.2 and 5.2; constants in signal-wire 6.1), in place on 32 bytes.</summary>
internal static class ChainKey
{
    public const int Size = 32;

    /// <summary>The seed from which this step's message keys are derived.</summary>
    public static void WriteSeed(ReadOnlySpan<byte> chainKey, Span<byte> seed) => Hmac.Compute(chainKey, [1], seed);

    /// <summary>Both at once: the seed, and one step forward. The key is made ready only once.</summary>
    public static void Step(Span<byte> chainKey, Span<byte> seed)
    {
        HmacKey key = new(chainKey, stackalloc uint[HmacKey.Words]);
        key.Compute([1], [], [], seed);
        key.Compute([2], [], [], chainKey);
        key.Clear();
    }

    /// <summary>One step forward.</summary>
    public static void Advance(Span<byte> chainKey) => Hmac.Compute(chainKey, [2], chainKey);
}
