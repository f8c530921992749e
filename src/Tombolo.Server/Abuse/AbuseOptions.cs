using System.ComponentModel.DataAnnotations;

namespace Tombolo.Server.Abuse;

/// <summary>Rates per network address and account. Raising one makes guessing and flooding cheaper; zero forbids the request.</summary>
public sealed class AbuseOptions
{
    /// <summary>Codes one network address (IPv6: one /64) may ask for in an hour. Default 10.</summary>
    [Range(0, 1_000_000)]
    public int RegistrationsPerAddressAndHour { get; set; } = 10;

    /// <summary>Codes one network address may try in an hour. Default 50.</summary>
    [Range(0, 1_000_000)]
    public int VerificationsPerAddressAndHour { get; set; } = 50;

    /// <summary>Nonces one network address may fetch in a minute. Default 60; people behind one carrier's gateway share it.</summary>
    [Range(0, 1_000_000)]
    public int NoncesPerAddressAndMinute { get; set; } = 60;

    /// <summary>Enlistments one network address may send in a minute. Default 60.</summary>
    [Range(0, 1_000_000)]
    public int EnlistmentsPerAddressAndMinute { get; set; } = 60;

    /// <summary>People one account may look up for the first time in a day. Default 256.</summary>
    [Range(0, 1_000_000)]
    public int LookupsPerAccountAndDay { get; set; } = 256;

    /// <summary>New lookups of all people of one partner in a day: this many times its accounts. Default 10.</summary>
    [Range(0, 1_000_000)]
    public int LookupsPerPartnerAccountAndDay { get; set; } = 10;

    /// <summary>Prekey bundles one account may fetch in an hour. Default 500.</summary>
    [Range(0, 1_000_000)]
    public int BundlesPerAccountAndHour { get; set; } = 500;
}
