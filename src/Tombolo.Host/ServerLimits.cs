using Tombolo.Host.Settings;
using Tombolo.Server;

namespace Tombolo.Host;

/// <summary>Puts the limits an operator has set in the place of the server's own.</summary>
internal static class ServerLimits
{
    private const long Mebibyte = 1L << 20;

    public static void Apply(LimitSettings limits, TomboloServerOptions options)
    {
        var (abuse, mailboxes) = (options.Abuse, options.Mailboxes);
        abuse.RegistrationsPerAddressAndHour = limits.RegistrationsPerHour ?? abuse.RegistrationsPerAddressAndHour;
        abuse.VerificationsPerAddressAndHour = limits.VerificationsPerHour ?? abuse.VerificationsPerAddressAndHour;
        abuse.EnlistmentsPerAddressAndMinute = limits.EnlistmentsPerMinute ?? abuse.EnlistmentsPerAddressAndMinute;
        abuse.NoncesPerAddressAndMinute = limits.EnlistmentsPerMinute ?? abuse.NoncesPerAddressAndMinute;
        abuse.LookupsPerAccountAndDay = limits.LookupsPerDay ?? abuse.LookupsPerAccountAndDay;
        options.Registration.CodesPerNumberAndDay = limits.CodesPerNumberAndDay ?? options.Registration.CodesPerNumberAndDay;
        mailboxes.MaxEntries = limits.MailboxMessages ?? mailboxes.MaxEntries;
        mailboxes.MaxBytes = limits.MailboxMegabytes * Mebibyte ?? mailboxes.MaxBytes;
        mailboxes.Retention = limits.MailboxDays is { } days ? TimeSpan.FromDays(days) : mailboxes.Retention;
    }
}
