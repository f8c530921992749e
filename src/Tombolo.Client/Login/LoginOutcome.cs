using Tombolo.Client.Connection;

namespace Tombolo.Client.Login;

/// <summary>How a login ended: a new session, the former one, or a refusal.</summary>
internal sealed record LoginOutcome
{
    /// <summary>The session to go on with.</summary>
    public XmppSession? Session { get; init; }

    /// <summary>True when the former session goes on.</summary>
    public bool Resumed { get; init; }

    /// <summary>On resumption: the host's counter.</summary>
    public uint? Acknowledged { get; init; }

    /// <summary>The token for the next login; null when it stays.</summary>
    public string? NextToken { get; init; }

    /// <summary>When that token ends.</summary>
    public DateTimeOffset? NextTokenExpiresAt { get; init; }

    public Refusal? Refusal { get; init; }
}
