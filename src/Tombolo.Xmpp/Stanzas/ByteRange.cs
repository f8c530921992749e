namespace Tombolo.Xmpp.Stanzas;

/// <summary>A piece of a longer run of bytes.</summary>
/// <param name="Start">The first byte, counted from the start of the run.</param>
/// <param name="Length">How many bytes.</param>
public readonly record struct ByteRange(int Start, int Length)
{
    /// <summary>The byte after the last.</summary>
    public int End => Start + Length;
}
