namespace Tombolo.Content.Codec;

/// <summary>Leaves the reader's recursion; never leaves this assembly.</summary>
internal sealed class ContentFormException(ContentError error) : Exception
{
    public ContentError Error { get; } = error;
}
