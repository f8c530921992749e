using System.Xml.Linq;
using Tombolo.Server.Accounts;

namespace Tombolo.Server.Routing;

/// <summary>One question of a bound device, bounded in size and depth by the stream before it gets here.</summary>
internal sealed record IqRequest
{
    public required DeviceAddress Sender { get; init; }

    /// <summary>The partner the sender belongs to; null for the host's own people.</summary>
    public string? SenderPartner { get; init; }

    /// <summary>The account asked about; null when the iq was to the host itself, to the own account or without address.</summary>
    public AccountAddress? To { get; init; }

    public required IqType Type { get; init; }

    public required XElement Payload { get; init; }
}
