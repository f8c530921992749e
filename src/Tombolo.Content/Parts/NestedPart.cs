namespace Tombolo.Content.Parts;

/// <summary>A part of a message: nothing, bytes, a reference to bytes elsewhere, or several parts.</summary>
public abstract record NestedPart
{
    /// <summary>What it is for.</summary>
    public Disposition Disposition { get; init; } = Disposition.Render;

    /// <summary>BCP 47 language tag; empty when not said.</summary>
    public string Language { get; init; } = "";
}
