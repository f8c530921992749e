namespace Tombolo.Client.Outbox;

/// <summary>What went out and may be asked for again within 7 days.</summary>
internal sealed record SentRecord
{
    public required string To { get; init; }

    public required byte[] Content { get; init; }

    public required DateTimeOffset At { get; init; }

    public string? EntryId { get; init; }

    public int Resends { get; init; }

    public bool Urgent { get; init; } = true;

    public int Attempts { get; init; }

    /// <summary>The devices it was encrypted for, with the keys they had.</summary>
    public required IReadOnlyList<Keys.PeerDevice> Devices { get; init; }
}
