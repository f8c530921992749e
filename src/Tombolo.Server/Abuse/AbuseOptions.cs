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

    /// <summary>Uploads of prekeys by one device in an hour; each costs the host up to 22 signatures. Default 60.</summary>
    [Range(0, 1_000_000)]
    public int KeyUploadsPerAccountAndHour { get; set; } = 60;

    /// <summary>Enlistments of one partner's people in a minute. Default 600.</summary>
    [Range(0, 1_000_000)]
    public int EnlistmentsPerPartnerAndMinute { get; set; } = 600;

    /// <summary>Enlistments of one person of a partner in a day: each replaces the device and tells all contacts. Default 20.</summary>
    [Range(0, 1_000_000)]
    public int EnlistmentsPerPersonAndDay { get; set; } = 20;

    /// <summary>Wrong logins from one network address in an hour, whatever the account. Default 60; people behind one carrier's gateway share it.</summary>
    [Range(0, 1_000_000)]
    public int LoginFailuresPerAddressAndHour { get; set; } = 60;

    /// <summary>Wrong logins to one account in an hour, wherever from. Default 100.</summary>
    [Range(0, 1_000_000)]
    public int LoginFailuresPerAccountAndHour { get; set; } = 100;

    /// <summary>Connections of XMPP and HTTPS one network address may open in a minute. Default 300.</summary>
    [Range(0, 1_000_000)]
    public int ConnectionsPerAddressAndMinute { get; set; } = 300;

    /// <summary>Connections of XMPP and HTTPS one network address may have at once. Default 500.</summary>
    [Range(0, 1_000_000)]
    public int ConnectionsPerAddress { get; set; } = 500;

    /// <summary>Connections of XMPP and HTTPS this node holds at once. Default 100,000.</summary>
    [Range(0, 10_000_000)]
    public int MaxConnections { get; set; } = 100_000;

    /// <summary>Connections of XMPP this node holds that are not logged in. Default 4,096. Above half of it they get a third of the usual time.</summary>
    [Range(0, 10_000_000)]
    public int MaxConnectionsBeforeLogin { get; set; } = 4_096;
}
