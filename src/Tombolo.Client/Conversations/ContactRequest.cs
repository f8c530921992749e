namespace Tombolo.Client;

/// <summary>A stranger's first messages, to be accepted, declined or blocked. Until then the stranger learns nothing.</summary>
public sealed record ContactRequest
{
    /// <summary>The stranger's address, which becomes the chat's id on acceptance.</summary>
    public required string Id { get; init; }

    /// <summary>The stranger as stamped by the host.</summary>
    public required PeerIdentifier From { get; init; }

    /// <summary>The service the stranger uses; null for the own one.</summary>
    public ChatPartner? Partner { get; init; }

    /// <summary>The messages so far, 1 to 5, oldest first: plain text, no links, no media.</summary>
    public required IReadOnlyList<ChatEntry> Messages { get; init; }

    /// <summary>When the first one reached the host.</summary>
    public required DateTimeOffset At { get; init; }
}
