namespace Tombolo.Signal.Spqr;

/// <summary>Sizes in bytes of what the braid exchanges, and the chunks each needs.</summary>
internal static class BraidSizes
{
    internal const int Mac = 32;
    internal const int Secret = 32;

    /// <summary>rho (32) and H(ek) (32).</summary>
    internal const int Header = 64;
    internal const int Vector = 1152;
    internal const int FirstCiphertext = 960;
    internal const int SecondCiphertext = 128;

    internal const int HeaderWithMac = Header + Mac;
    internal const int SecondCiphertextWithMac = SecondCiphertext + Mac;

    internal const int HeaderChunks = HeaderWithMac / ErasureCode.ChunkSize;
    internal const int VectorChunks = Vector / ErasureCode.ChunkSize;
    internal const int FirstCiphertextChunks = FirstCiphertext / ErasureCode.ChunkSize;
    internal const int SecondCiphertextChunks = SecondCiphertextWithMac / ErasureCode.ChunkSize;
}
