namespace Tombolo.Host.Settings;

/// <summary>Limits an operator has set; null keeps the server's own. What each means stands in <see cref="LimitKeys"/>.</summary>
public sealed record LimitSettings
{
    /// <summary>One-time codes one network address may ask for in an hour.</summary>
    public int? RegistrationsPerHour { get; init; }

    /// <summary>Codes one network address may try in an hour.</summary>
    public int? VerificationsPerHour { get; init; }

    /// <summary>One-time codes sent to one number in a day.</summary>
    public int? CodesPerNumberAndDay { get; init; }

    /// <summary>Enlistments, and nonces for them, one network address may ask for in a minute.</summary>
    public int? EnlistmentsPerMinute { get; init; }

    /// <summary>People one account may look up for the first time in a day.</summary>
    public int? LookupsPerDay { get; init; }

    /// <summary>Messages one device's mailbox holds.</summary>
    public int? MailboxMessages { get; init; }

    /// <summary>MiB one device's mailbox holds.</summary>
    public int? MailboxMegabytes { get; init; }

    /// <summary>Days a message waits for a device that does not come.</summary>
    public int? MailboxDays { get; init; }
}
