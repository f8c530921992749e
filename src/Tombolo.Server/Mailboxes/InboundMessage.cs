using System.Collections.Immutable;
using Tombolo.Server.Accounts;
using Tombolo.Server.Consent;

namespace Tombolo.Server.Mailboxes;

/// <summary>
/// A message on its way to an account: the few facts that matter, and bytes that are forwarded as they came. The payload array
/// is never written to after it is here.
/// </summary>
[GenerateSerializer, Immutable]
internal sealed class InboundMessage
{
    [Id(0)]
    public required DeviceAddress Sender { get; init; }

    /// <summary>The partner the sender belongs to; null for the host's own people.</summary>
    [Id(1)]
    public string? SenderPartner { get; init; }

    /// <summary>The sender's stanza id, unescaped; with the device it is the key of the 24-hour duplicate check.</summary>
    [Id(2)]
    public required string StanzaId { get; init; }

    [Id(3)]
    public required MessageKind Kind { get; init; }

    /// <summary>Only for who is online; never stored.</summary>
    [Id(4)]
    public bool Ephemeral { get; init; }

    /// <summary>The sender's idea of the receiver's device list; null when it was not given.</summary>
    [Id(5)]
    public string? DevicesDigest { get; init; }

    /// <summary>The identity stamp in UTF-8, made by the host from the sender's account.</summary>
    [Id(6)]
    public required byte[] IdentityStamp { get; init; }

    /// <summary>The start tag around the parts (<c>&lt;encrypted …&gt;</c>), or the whole payload when there are no parts.</summary>
    [Id(7)]
    public required byte[] Payload { get; init; }

    /// <summary>Per device: where its part lies in <see cref="Payload"/>.</summary>
    [Id(8)]
    public ImmutableArray<DevicePart> Parts { get; init; } = [];
}
