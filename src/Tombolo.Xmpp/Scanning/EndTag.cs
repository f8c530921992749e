namespace Tombolo.Xmpp.Scanning;

/// <summary>An end tag, which has to match the innermost open element byte for byte.</summary>
internal static class EndTag
{
    /// <summary>Returns the bytes taken; 0 while incomplete or with a rule.</summary>
    internal static int Read(ReadOnlySpan<byte> input, ReadOnlySpan<byte> name, int maxBytes, out ScanRule rule)
    {
        var tag = input[..Math.Min(input.Length, maxBytes)];
        var shared = Math.Min(name.Length, tag.Length - 2);
        if (!tag.Slice(2, shared).SequenceEqual(name[..shared]))
        {
            rule = ScanRule.EndTag;
            return 0;
        }

        var at = 2 + name.Length;
        while (at < tag.Length && XmlCharacters.IsSpace(tag[at]))
        {
            at++;
        }

        if (at >= tag.Length)
        {
            rule = tag.Length == maxBytes ? ScanRule.TagSize : ScanRule.None;
            return 0;
        }

        rule = tag[at] == '>' ? ScanRule.None : ScanRule.EndTag;
        return rule == ScanRule.None ? at + 1 : 0;
    }
}
