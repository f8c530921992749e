namespace Tombolo.Signal.Spqr;

/// <summary>
/// The eleven states of the braid. The first five belong to the side that sends an encapsulation key, the other six to the
/// side that sends a ciphertext; the sides swap with every epoch. The numbers are part of the stored form.
/// </summary>
internal enum BraidStep : byte
{
    KeysUnsampled = 0,
    KeysSampled = 1,
    HeaderSent = 2,
    FirstCiphertextReceived = 3,
    VectorSent = 4,
    NoHeaderReceived = 5,
    HeaderReceived = 6,
    FirstCiphertextSampled = 7,
    VectorReceived = 8,
    FirstCiphertextAcknowledged = 9,
    SecondCiphertextSampled = 10,
}
