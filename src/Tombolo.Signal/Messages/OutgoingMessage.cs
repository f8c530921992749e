namespace Tombolo.Signal;

/// <summary>Everything a SignalMessage is made of before it is encrypted. Keys and identities are bare 32 bytes.</summary>
internal readonly ref struct OutgoingMessage
{
    public required byte Version { get; init; }

    public required MessageKeys Keys { get; init; }

    public required ReadOnlySpan<byte> SenderIdentity { get; init; }

    public required ReadOnlySpan<byte> ReceiverIdentity { get; init; }

    public required ReadOnlySpan<byte> RatchetKey { get; init; }

    public required uint Counter { get; init; }

    public required uint PreviousCounter { get; init; }

    public required ReadOnlySpan<byte> Plaintext { get; init; }

    public ReadOnlySpan<byte> PqRatchet { get; init; }

    public ReadOnlySpan<byte> Addresses { get; init; }

    public int Size =>
        1
        + ProtobufWriter.BytesSize(PublicKey.SerializedSize)
        + ProtobufWriter.UInt64Size(Counter)
        + ProtobufWriter.UInt64Size(PreviousCounter)
        + ProtobufWriter.BytesSize(AesCbc.CiphertextSize(Plaintext.Length))
        + (PqRatchet.IsEmpty ? 0 : ProtobufWriter.BytesSize(PqRatchet.Length))
        + (Addresses.IsEmpty ? 0 : ProtobufWriter.BytesSize(Addresses.Length))
        + SignalMessage.MacSize;
}
