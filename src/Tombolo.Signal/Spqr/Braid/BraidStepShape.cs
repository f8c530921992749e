namespace Tombolo.Signal.Spqr;

/// <summary>What each step holds: the one table behind both the stored form and the clearing of secrets.</summary>
internal static class BraidStepShape
{
    internal const BraidStep Last = BraidStep.SecondCiphertextSampled;

    internal static BraidParts Parts(this BraidStep step) => step switch
    {
        BraidStep.KeysSampled or BraidStep.HeaderSent => BraidParts.KeySeed,
        BraidStep.FirstCiphertextReceived or BraidStep.VectorSent => BraidParts.KeySeed | BraidParts.FirstCiphertext,
        BraidStep.HeaderReceived => BraidParts.Header,
        BraidStep.FirstCiphertextSampled => BraidParts.Header | BraidParts.Message,
        BraidStep.VectorReceived => BraidParts.Reply,
        BraidStep.FirstCiphertextAcknowledged => BraidParts.Header | BraidParts.Message | BraidParts.FirstCiphertext,
        _ => BraidParts.None,
    };

    /// <summary>Length in bytes of the data being sent, 0 for none.</summary>
    internal static int OutgoingSize(this BraidStep step) => step switch
    {
        BraidStep.KeysSampled => BraidSizes.HeaderWithMac,
        BraidStep.HeaderSent or BraidStep.FirstCiphertextReceived => BraidSizes.Vector,
        BraidStep.FirstCiphertextSampled or BraidStep.VectorReceived => BraidSizes.FirstCiphertext,
        BraidStep.SecondCiphertextSampled => BraidSizes.SecondCiphertextWithMac,
        _ => 0,
    };

    /// <summary>Number of chunks being collected, 0 for none.</summary>
    internal static int IncomingChunks(this BraidStep step) => step switch
    {
        BraidStep.HeaderSent => BraidSizes.FirstCiphertextChunks,
        BraidStep.VectorSent => BraidSizes.SecondCiphertextChunks,
        BraidStep.NoHeaderReceived => BraidSizes.HeaderChunks,
        BraidStep.FirstCiphertextSampled or BraidStep.FirstCiphertextAcknowledged => BraidSizes.VectorChunks,
        _ => 0,
    };
}
