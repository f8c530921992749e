namespace Tombolo.Server.StandardClients.Presence;

/// <summary>One client of an account while its session lives. Belongs to the account's presence grain.</summary>
internal sealed class PresentClient
{
    /// <summary>Whom one client may show itself to beside its subscribers.</summary>
    public const int MaxDirected = 64;

    public required ClientLink Link { get; init; }

    /// <summary>When it was last heard of.</summary>
    public required long HeardAt { get; set; }

    /// <summary>It asked for the roster.</summary>
    public bool IsInterested { get; set; }

    /// <summary>What it last said to everybody; null while it is not available.</summary>
    public PresenceStanza? Presence { get; set; }

    /// <summary>Those who were shown directed presence and have to be told when the client goes.</summary>
    public HashSet<PresenceTarget> Directed { get; } = [];
}
