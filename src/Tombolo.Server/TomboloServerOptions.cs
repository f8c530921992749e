using System.ComponentModel.DataAnnotations;
using Tombolo.Server.Abuse;
using Tombolo.Server.Accounts.Registration;
using Tombolo.Server.Consent;
using Tombolo.Server.Partners;
using Tombolo.Server.Accounts;
using Tombolo.Server.Cluster;
using Tombolo.Server.Mailboxes;
using Tombolo.Server.StandardClients;
using Tombolo.Server.Storage;
using Tombolo.Server.Streams;

namespace Tombolo.Server;

/// <summary>What the operator decides about a host. Bound from configuration by the composing process; checked at start.</summary>
public sealed class TomboloServerOptions
{
    /// <summary>The host's domain, lower-case: the part after <c>@</c> of its accounts. Default <c>localhost</c> (a demo).</summary>
    [Required]
    public string Domain { get; set; } = "localhost";

    /// <summary>
    /// True for a host on a developer's machine: outbox page, loopback partners, every platform allowed. Refused when the host
    /// listens beyond loopback. Default false.
    /// </summary>
    public bool Development { get; set; }

    /// <summary>Port of XMPP over direct TLS that clients are told of; 0 when the host offers WebSocket alone. Default 0.</summary>
    [Range(0, 65_535)]
    public int XmppPort { get; set; }

    /// <summary>
    /// The URL under which people and partners reach the host, without a slash at the end: the <c>aud</c> of identity tokens and the base of every endpoint
    /// it tells. HTTPS; HTTP only in development. Default <c>http://localhost:8080</c>.
    /// </summary>
    [Required]
    public string PublicUrl { get; set; } = "http://localhost:8080";

    /// <summary>How phone numbers are verified.</summary>
    public RegistrationOptions Registration { get; } = new();

    /// <summary>The partner registry.</summary>
    public PartnersOptions Partners { get; } = new();

    /// <summary>To whom third-party chats are offered.</summary>
    public AvailabilityOptions Availability { get; } = new();

    /// <summary>Rates that protect the host and its people.</summary>
    public AbuseOptions Abuse { get; } = new();

    /// <summary>The store.</summary>
    public StorageOptions Storage { get; } = new();

    /// <summary>This process as a node of a cluster.</summary>
    public NodeOptions Node { get; } = new();

    /// <summary>What is kept for devices that are away.</summary>
    public MailboxOptions Mailboxes { get; } = new();

    /// <summary>Limits of client connections.</summary>
    public StreamOptions Streams { get; } = new();

    /// <summary>Ordinary XMPP clients.</summary>
    public StandardClientOptions StandardClients { get; } = new();

    /// <summary>The partner whose people live at this address (<c>partner.interop.domain</c>); null for the host's own.</summary>
    internal string? PartnerOf(AccountAddress account) =>
        account.Domain.EndsWith(".interop." + Domain, StringComparison.Ordinal) ? account.Domain[..^(".interop.".Length + Domain.Length)].ToString() : null;

    /// <summary>Whether the host answers for this domain.</summary>
    internal bool IsLocal(ReadOnlySpan<char> domain) =>
        domain.SequenceEqual(Domain) || (domain.EndsWith(".interop." + Domain, StringComparison.Ordinal) && domain.Length > ".interop.".Length + Domain.Length);
}
