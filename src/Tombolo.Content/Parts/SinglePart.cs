namespace Tombolo.Content.Parts;

/// <summary>Bytes of one media type, inside the message.</summary>
public sealed record SinglePart : NestedPart
{
    /// <summary>Media type with parameters.</summary>
    public required string ContentType { get; init; }

    /// <summary>The bytes; UTF-8 for text.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }
}
