namespace Tombolo.Xmpp.Scanning;

/// <summary>The XML declaration that may stand before a stream header: version 1.0, encoding UTF-8 (RFC 6120 sections 11.5 and 11.6).</summary>
internal static class XmlDeclaration
{
    /// <summary>Returns the bytes taken; 0 while incomplete or with a rule.</summary>
    internal static int Read(ReadOnlySpan<byte> input, int maxBytes, out ScanRule rule)
    {
        rule = ScanRule.None;
        var opening = "<?xml"u8;
        var shared = Math.Min(opening.Length, input.Length);
        if (!input[..shared].SequenceEqual(opening[..shared]) || (input.Length > opening.Length && !XmlCharacters.IsSpace(input[opening.Length])))
        {
            rule = ScanRule.ProcessingInstruction;
            return 0;
        }

        var bounded = input[..Math.Min(input.Length, maxBytes)];
        var end = bounded.IndexOf("?>"u8);
        if (end < 0)
        {
            rule = bounded.Length == maxBytes ? ScanRule.TagSize : ScanRule.None;
            return 0;
        }

        rule = Check(input[opening.Length..end]);
        return rule == ScanRule.None ? end + 2 : 0;
    }

    private static ScanRule Check(ReadOnlySpan<byte> body)
    {
        if (!TryTake(ref body, "version"u8, out var version) || !version.SequenceEqual("1.0"u8))
        {
            return ScanRule.Declaration;
        }

        if (TryTake(ref body, "encoding"u8, out var encoding) && !IsUtf8(encoding))
        {
            return ScanRule.Encoding;
        }

        if (TryTake(ref body, "standalone"u8, out var standalone) && !standalone.SequenceEqual("yes"u8) && !standalone.SequenceEqual("no"u8))
        {
            return ScanRule.Declaration;
        }

        return TrimStart(body).IsEmpty ? ScanRule.None : ScanRule.Declaration;
    }

    private static bool IsUtf8(ReadOnlySpan<byte> encoding) => System.Text.Ascii.EqualsIgnoreCase(encoding, "utf-8"u8);

    /// <summary>Takes <c>name = 'value'</c> with the white space before it, or leaves the body as it is.</summary>
    private static bool TryTake(ref ReadOnlySpan<byte> body, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = default;
        var rest = TrimStart(body);
        if (rest.Length == body.Length || !rest.StartsWith(name))
        {
            return false;
        }

        rest = TrimStart(rest[name.Length..]);
        if (rest.IsEmpty || rest[0] != '=')
        {
            return false;
        }

        rest = TrimStart(rest[1..]);
        var end = rest.IsEmpty || rest[0] is not ((byte)'\'' or (byte)'"') ? -1 : rest[1..].IndexOf(rest[0]);
        if (end < 0)
        {
            return false;
        }

        value = rest.Slice(1, end);
        body = rest[(end + 2)..];
        return true;
    }

    private static ReadOnlySpan<byte> TrimStart(ReadOnlySpan<byte> text) => text.TrimStart(" \t\r\n"u8);
}
