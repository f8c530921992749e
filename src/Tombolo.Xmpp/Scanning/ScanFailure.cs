using Tombolo.Xmpp.Streams;

namespace Tombolo.Xmpp.Scanning;

/// <summary>Why a stream was refused.</summary>
/// <param name="Rule">The broken rule.</param>
/// <param name="Offset">Where, in bytes since the scanner was made or restarted: the start of the token at fault.</param>
public readonly record struct ScanFailure(ScanRule Rule, long Offset)
{
    /// <summary>The stream error to send before closing.</summary>
    public StreamErrorCondition Condition => Rule.Condition;
}
