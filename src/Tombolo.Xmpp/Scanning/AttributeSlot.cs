namespace Tombolo.Xmpp.Scanning;

/// <summary>One attribute of the tag just read; positions count from the start of the tag.</summary>
internal struct AttributeSlot
{
    internal int NameStart;
    internal int NameLength;

    /// <summary>Bytes before the colon of the name; 0 without one.</summary>
    internal int PrefixLength;

    internal int ValueStart;
    internal int ValueLength;

    /// <summary>True when the value holds references or white space to normalise.</summary>
    internal bool NeedsDecoding;

    internal bool IsDeclaration;

    /// <summary>The byte after the closing quote.</summary>
    internal readonly int End => ValueStart + ValueLength + 1;

    internal readonly ReadOnlySpan<byte> Name(ReadOnlySpan<byte> tag) => tag.Slice(NameStart, NameLength);

    internal readonly ReadOnlySpan<byte> Prefix(ReadOnlySpan<byte> tag) => tag.Slice(NameStart, PrefixLength);

    internal readonly ReadOnlySpan<byte> LocalName(ReadOnlySpan<byte> tag) => PrefixLength == 0 ? Name(tag) : Name(tag)[(PrefixLength + 1)..];

    internal readonly ReadOnlySpan<byte> Value(ReadOnlySpan<byte> tag) => tag.Slice(ValueStart, ValueLength);
}
