namespace Tombolo.Xmpp.Scanning;

/// <summary>
/// References in text and values: the five predefined entities and numbered characters (XML 1.0 section 4.1). Read result: bytes
/// taken, 0 when the input ends inside a reference, -1 for one that is refused.
/// </summary>
internal static class References
{
    /// <summary>Bytes in the longest reference that is read. <c>&amp;#x10FFFF;</c> takes ten; more can only be leading zeros or an
    /// entity that is not among the five.</summary>
    internal const int MaxBytes = 16;

    internal static int Read(ReadOnlySpan<byte> text, out int character, out ScanRule rule)
    {
        character = 0;
        rule = ScanRule.None;
        var input = text[..Math.Min(text.Length, MaxBytes)];
        if (input.Length < 2)
        {
            return 0;
        }

        return input[1] == '#' ? ReadNumber(input, out character, out rule) : ReadName(input, out character, out rule);
    }

    private static int ReadName(ReadOnlySpan<byte> input, out int character, out ScanRule rule)
    {
        character = 0;
        rule = ScanRule.None;
        var end = 1;
        while (end < input.Length && (XmlCharacters.IsNameRest(input[end]) || input[end] is >= 0x80 or (byte)':'))
        {
            end++;
        }

        if (end == input.Length)
        {
            rule = input.Length == MaxBytes ? ScanRule.Entity : ScanRule.None;
            return rule == ScanRule.None ? 0 : -1;
        }

        var name = input[1..end];
        character = name.Length switch
        {
            2 when name.SequenceEqual("lt"u8) => '<',
            2 when name.SequenceEqual("gt"u8) => '>',
            3 when name.SequenceEqual("amp"u8) => '&',
            4 when name.SequenceEqual("quot"u8) => '"',
            4 when name.SequenceEqual("apos"u8) => '\'',
            _ => 0,
        };
        if (input[end] != ';' || name.IsEmpty || !(XmlCharacters.IsNameStart(name[0]) || name[0] is >= 0x80 or (byte)':'))
        {
            rule = ScanRule.Reference;
        }
        else if (character == 0)
        {
            rule = ScanRule.Entity;
        }

        return rule == ScanRule.None ? end + 1 : -1;
    }

    private static int ReadNumber(ReadOnlySpan<byte> input, out int character, out ScanRule rule)
    {
        character = 0;
        rule = ScanRule.None;
        var hexadecimal = input.Length > 2 && input[2] == 'x';
        var start = hexadecimal ? 3 : 2;
        for (var i = start; i < input.Length; i++)
        {
            if (input[i] == ';' && i > start && XmlCharacters.IsChar(character))
            {
                return i + 1;
            }

            var digit = Digit(input[i], hexadecimal);
            if (digit < 0)
            {
                rule = ScanRule.Reference;
                return -1;
            }

            character = Math.Min((character * (hexadecimal ? 16 : 10)) + digit, 0x110000);
        }

        rule = input.Length == MaxBytes ? ScanRule.Reference : ScanRule.None;
        return rule == ScanRule.None ? 0 : -1;
    }

    private static int Digit(byte value, bool hexadecimal)
    {
        if (char.IsAsciiDigit((char)value))
        {
            return value - '0';
        }

        return hexadecimal && char.IsAsciiHexDigit((char)value) ? (value | 0x20) - 'a' + 10 : -1;
    }
}
