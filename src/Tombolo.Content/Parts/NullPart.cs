namespace Tombolo.Content.Parts;

/// <summary>Nothing: what a deleted message, or a reaction taken back, consists of.</summary>
public sealed record NullPart : NestedPart;
