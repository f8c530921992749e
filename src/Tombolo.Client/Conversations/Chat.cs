namespace Tombolo.Client;

/// <summary>A conversation as the chat list shows it. A snapshot: a change makes a new one.</summary>
public sealed record Chat
{
    /// <summary>The peer's address, <c>uuid@domain</c>; stable.</summary>
    public required string Id { get; init; }

    /// <summary>The peer as stamped by the host; null until the host has told.</summary>
    public PeerIdentifier? Peer { get; init; }

    /// <summary>The partner the peer belongs to; null for a chat within the own service.</summary>
    public ChatPartner? Partner { get; init; }

    /// <summary>True when the peer is on another service than this device.</summary>
    public bool IsThirdParty { get; init; }

    /// <summary>Whether writing is pointless now. Reading and deleting are always possible.</summary>
    public bool ReadOnly => ReadOnlyReason is not null;

    /// <summary>Why it is read-only, such as <c>policy_opted_out</c>; null when it is not.</summary>
    public string? ReadOnlyReason { get; init; }

    /// <summary>Messages received and not yet marked read.</summary>
    public int Unread { get; init; }

    /// <summary>The newest entry; null in an empty chat.</summary>
    public ChatEntry? LastEntry { get; init; }

    /// <summary>When something last happened; chats are listed newest first.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>True when the peer's key changed and nothing has been sent since.</summary>
    public bool KeyChanged { get; init; }
}
