namespace Tombolo.Content.Parts;

/// <summary>At least two parts that belong together.</summary>
public sealed record MultiPart : NestedPart
{
    /// <summary>How they belong together.</summary>
    public required PartSemantics Semantics { get; init; }

    /// <summary>The parts, in order.</summary>
    public required IReadOnlyList<NestedPart> Parts { get; init; }
}
