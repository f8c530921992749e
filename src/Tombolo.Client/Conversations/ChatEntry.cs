namespace Tombolo.Client;

/// <summary>One line of a thread: a message or a notice. A snapshot: a receipt makes a new one.</summary>
public sealed record ChatEntry
{
    /// <summary>The message's MIMI id in base64url (43 characters); the same on all devices. Notices have an id of their own.</summary>
    public required string Id { get; init; }

    /// <summary>The chat it stands in.</summary>
    public required string Chat { get; init; }

    /// <summary>Message or notice.</summary>
    public required EntryKind Kind { get; init; }

    /// <summary>Who wrote it; <see cref="EntryDirection.None"/> for a notice.</summary>
    public EntryDirection Direction { get; init; }

    /// <summary>The text; for content this version cannot show, a readable substitute; empty while it waits to be sent again.</summary>
    public string Text { get; init; } = "";

    /// <summary>When it was sent (own clock) or accepted by the host (its clock).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How far it has come; <see cref="EntryState.None"/> for a notice.</summary>
    public EntryState State { get; init; }

    /// <summary>For <see cref="EntryState.Failed"/>: the code of the refusal.</summary>
    public string? Failure { get; init; }

    /// <summary>For a notice: what it tells.</summary>
    public NoticeKind? Notice { get; init; }
}
