using System.Collections.Immutable;
using Tombolo.Server.Accounts;
using Tombolo.Server.Consent;

namespace Tombolo.Server.Mailboxes;

/// <summary>
/// A message on its way to an account: the few facts that matter, and bytes that are forwarded as they came.
/// </summary>
[GenerateSerializer, Immutable]
internal sealed class InboundMessage
{
    [Id(0)]
    public required DeviceAddress Sender { get; init; }

    /// <summary>The partner the sender belongs to; null for the host's own people.</summary>
    [Id(1)]
    public string? SenderPartner { get; init; }

    /// <summary>Key of the 24-hour duplicate check; null for standard clients, whose ids need not be unique.</summary>
    [Id(2)]
    public required StanzaDigest? Digest { get; init; }

    [Id(3)]
    public required MessageKind Kind { get; init; }

    /// <summary>Only for who is online; never stored.</summary>
    [Id(4)]
    public bool Ephemeral { get; init; }

    /// <summary>The sender's idea of the receiver's device list; null when it was not given.</summary>
    [Id(5)]
    public string? DevicesDigest { get; init; }

    /// <summary>One for each device that the sender wrote to.</summary>
    [Id(6)]
    public required ImmutableArray<DeviceContent> Contents { get; init; }

    /// <summary>Made with keys of the receiver's bundle, at least for one device.</summary>
    [Id(7)]
    public bool StartsSession { get; init; }
}
