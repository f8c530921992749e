using Tombolo.Xmpp.StreamManagement;

namespace Tombolo.Xmpp.Streams;

/// <summary>Why a stream ended.</summary>
/// <param name="Condition">The condition of RFC 6120.</param>
public sealed record StreamError(StreamErrorCondition Condition)
{
    /// <summary>
    /// With <see cref="StreamErrorCondition.SeeOtherHost"/>: where to go on, a host or <c>host:port</c>, an IPv6 address in brackets (RFC 6120 section 4.9.3.19).
    /// Whoever follows it keeps asking for the domain it asked for before, in the stream and of the certificate.
    /// </summary>
    public string? OtherHost { get; init; }

    /// <summary>Words for a log; null for none.</summary>
    public string? Text { get; init; }

    /// <summary>The stable code of <c>urn:tombolo:errors:0</c>; null for none.</summary>
    public string? Code { get; init; }

    /// <summary>The acknowledgement that could not be; null when the stream ends for something else.</summary>
    public HandledCountTooHigh? TooHigh { get; init; }
}
