namespace Tombolo.Client.Conversations;

/// <summary>A chat as stored.</summary>
internal sealed record ChatRecord
{
    public required string Address { get; init; }

    public PeerIdentifier? Peer { get; init; }

    public ContactState State { get; init; }

    public string? ReadOnlyReason { get; init; }

    public int Unread { get; init; }

    public ChatEntry? LastEntry { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset RequestedAt { get; init; }

    public bool KeyChanged { get; init; }

    /// <summary>Number of the next entry of the thread.</summary>
    public long NextEntry { get; init; } = 1;

    /// <summary>The peer's devices as last heard; empty when they have to be asked for.</summary>
    public IReadOnlyList<Keys.PeerDevice> Devices { get; init; } = [];
}
