using System.Globalization;

namespace Tombolo.Host.Settings;

/// <summary>The keys of <see cref="LimitSettings"/>; a part of the table in <see cref="SettingKeys"/>.</summary>
internal static class LimitKeys
{
    private const int Million = 1_000_000;

    public static IReadOnlyList<SettingKey> All { get; } =
    [
        Number("registrationsPerHour", "One-time codes one network address may ask for in an hour, 0 to 1000000. Default 10.", 0, Million, static (limits, number) => limits with { RegistrationsPerHour = number }),
        Number("verificationsPerHour", "Codes one network address may try in an hour, 0 to 1000000. Default 50.", 0, Million, static (limits, number) => limits with { VerificationsPerHour = number }),
        Number("codesPerNumberAndDay", "One-time codes sent to one number in a day, 1 to 1000000. Default 10.", 1, Million, static (limits, number) => limits with { CodesPerNumberAndDay = number }),
        Number("enlistmentsPerMinute", "Enlistments of partners' people one network address may ask for in a minute, 0 to 1000000. Default 60.", 0, Million, static (limits, number) => limits with { EnlistmentsPerMinute = number }),
        Number("lookupsPerDay", "People one account may look up for the first time in a day, 0 to 1000000. Default 256.", 0, Million, static (limits, number) => limits with { LookupsPerDay = number }),
        Number("mailboxMessages", "Messages one device's mailbox holds, 10 to 10000000; the next sender is refused. Default 20000.", 10, 10 * Million, static (limits, number) => limits with { MailboxMessages = number }),
        Number("mailboxMegabytes", "MiB one device's mailbox holds, 1 to 16384; the next sender is refused. Default 128.", 1, 16_384, static (limits, number) => limits with { MailboxMegabytes = number }),
        Number("mailboxDays", "Days a message waits for a device that does not come, 1 to 365. Default 30.", 1, 365, static (limits, number) => limits with { MailboxDays = number }),
    ];

    private static SettingKey Number(string name, string meaning, int least, int most, Func<LimitSettings, int, LimitSettings> change) => new(name, meaning, (settings, text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? settings with { Limits = change(settings.Limits, number) }
            : $"a whole number from {least} to {most} is needed");
}
