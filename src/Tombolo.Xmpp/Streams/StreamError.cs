namespace Tombolo.Xmpp.Streams;

/// <summary>Why a stream ended.</summary>
/// <param name="Condition">The condition of RFC 6120.</param>
public sealed record StreamError(StreamErrorCondition Condition)
{
    /// <summary>Words for a log; null for none.</summary>
    public string? Text { get; init; }

    /// <summary>The stable code of <c>urn:tombolo:errors:0</c>; null for none.</summary>
    public string? Code { get; init; }
}
