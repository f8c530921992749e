namespace Tombolo.Signal;

/// <summary>What an initiator repeats in every message until the recipient has answered (signal-wire 5.1).</summary>
internal sealed class PendingPreKey
{
    public required uint SignedPreKeyId { get; init; }

    public uint? PreKeyId { get; init; }

    public uint? KyberPreKeyId { get; init; }

    /// <summary>1569 bytes; empty in version 3.</summary>
    public byte[] KyberCiphertext { get; init; } = [];

    /// <summary>A session that nobody has answered for 30 days from here is not used any more.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
