namespace Tombolo.Client;

/// <summary>Whom to write to: a chat that is there, or a person to look up.</summary>
public sealed record Peer
{
    private Peer(string? chat, PeerIdentifier? identifier)
    {
        Chat = chat;
        Identifier = identifier;
    }

    /// <summary>Id of an existing chat, or null.</summary>
    public string? Chat { get; }

    /// <summary>The person, or null.</summary>
    public PeerIdentifier? Identifier { get; }

    /// <summary>The other side of an existing chat.</summary>
    public static Peer OfChat(string chat)
    {
        ArgumentException.ThrowIfNullOrEmpty(chat);
        return new Peer(chat, null);
    }

    /// <summary>A person, found by a lookup the first time.</summary>
    /// <param name="type"><c>phone</c>, <c>email</c> or <c>handle</c>.</param>
    /// <param name="value">As typed; the host brings it to its canonical form.</param>
    /// <param name="partner">Short name of the partner, or null for a user of the host.</param>
    public static Peer OfIdentifier(string type, string value, string? partner = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        ArgumentException.ThrowIfNullOrEmpty(value);
        return new Peer(null, new PeerIdentifier(type, value, partner));
    }
}
