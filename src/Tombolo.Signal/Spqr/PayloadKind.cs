namespace Tombolo.Signal.Spqr;

/// <summary>What a braid message carries; the numbers are those on the wire.</summary>
internal enum PayloadKind : byte
{
    None = 0,
    Header = 1,
    Vector = 2,

    /// <summary>A vector chunk that also says: the first ciphertext part is complete here.</summary>
    VectorWithAck = 3,

    /// <summary>The acknowledgement alone.</summary>
    Ack = 4,
    FirstCiphertext = 5,
    SecondCiphertext = 6,
}
