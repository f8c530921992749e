namespace Tombolo.Client.Outbox;

/// <summary>Something to send, kept until the host acknowledges it. Once encrypted, the same bytes are repeated.</summary>
internal sealed record OutboxRecord
{
    public required long Number { get; init; }

    public required OutboxKind Kind { get; init; }

    /// <summary>Id of the stanza.</summary>
    public required string StanzaId { get; init; }

    /// <summary>The account it goes to.</summary>
    public required string To { get; init; }

    /// <summary>The entry whose state it moves; null for none.</summary>
    public string? EntryId { get; init; }

    /// <summary>Encoded content, or the complaint of a <see cref="OutboxKind.Retry"/>.</summary>
    public byte[]? Content { get; init; }

    public IReadOnlyList<ReceiptLine> Receipts { get; init; } = [];

    /// <summary>Resend and retry: the one device concerned.</summary>
    public int Device { get; init; }

    /// <summary>Retry: the stanza complained about.</summary>
    public string? About { get; init; }

    /// <summary>How often this content was sent again.</summary>
    public int Resends { get; init; }

    /// <summary>How often the host asked to come back later, or with another device list.</summary>
    public int Attempts { get; init; }

    /// <summary>The host asked to come back later: not before this time.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The encrypted stanza; null until there are sessions.</summary>
    public byte[]? Stanza { get; init; }
}
