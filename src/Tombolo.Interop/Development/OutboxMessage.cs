namespace Tombolo.Interop.Development;

/// <summary>One code in the development outbox.</summary>
public sealed record OutboxMessage
{
    /// <summary>To whom: a phone number in E.164 form; an e-mail address in a partner's outbox.</summary>
    public required string Number { get; init; }

    /// <summary>The one-time code.</summary>
    public required string Code { get; init; }

    /// <summary>When it was sent.</summary>
    public required DateTimeOffset SentAt { get; init; }
}
