using System.Buffers;
using System.Text;

namespace Tombolo.Xmpp.Scanning;

/// <summary>
/// Passes over character data. Each method returns the bytes it is done with; when it stops before the end of its input without a
/// rule and without markup, the rest is the beginning of a unit (a character, a reference, a <c>]]&gt;</c>) whose end has not arrived.
/// </summary>
internal static class TextReader
{
    private const byte Bracket = (byte)']';

    /// <summary>Passes over text up to the next <c>&lt;</c>.</summary>
    internal static int PassText(ReadOnlySpan<byte> input, out ScanRule rule)
    {
        rule = ScanRule.None;
        var at = 0;
        while (true)
        {
            var plain = input[at..].IndexOfAnyExcept(XmlCharacters.Text);
            if (plain < 0)
            {
                return input.Length;
            }

            at += plain;
            var taken = input[at] switch
            {
                (byte)'<' => 0,
                (byte)'&' => References.Read(input[at..], out _, out rule),
                Bracket => PassBracket(input[at..], out rule),
                >= 0x80 => PassMultibyte(input[at..], out rule),
                _ => Refuse(ScanRule.Character, out rule),
            };
            if (taken <= 0)
            {
                return at;
            }

            at += taken;
        }
    }

    /// <summary>Passes over the content of a CDATA section and over its end.</summary>
    internal static int PassSection(ReadOnlySpan<byte> input, out bool ended, out ScanRule rule)
    {
        rule = ScanRule.None;
        ended = false;
        var at = 0;
        while (true)
        {
            var plain = input[at..].IndexOfAnyExcept(XmlCharacters.Section);
            if (plain < 0)
            {
                return input.Length;
            }

            at += plain;
            if (input[at] == Bracket)
            {
                var bracket = PassBracket(input[at..], out var end);
                ended = end == ScanRule.SectionEnd;
                if (ended || bracket == 0)
                {
                    return ended ? at + 3 : at;
                }

                at += bracket;
                continue;
            }

            var taken = input[at] >= 0x80 ? PassMultibyte(input[at..], out rule) : Refuse(ScanRule.Character, out rule);
            if (taken <= 0)
            {
                return at;
            }

            at += taken;
        }
    }

    /// <summary>Passes over a run of characters beyond ASCII; 0 when the first is not complete, -1 when the first is wrong.</summary>
    internal static int PassMultibyte(ReadOnlySpan<byte> input, out ScanRule rule)
    {
        rule = ScanRule.None;
        var at = 0;
        while (at < input.Length && input[at] >= 0x80)
        {
            var status = Rune.DecodeFromUtf8(input[at..], out var rune, out var length);
            if (status == OperationStatus.NeedMoreData)
            {
                return at;
            }

            if (status != OperationStatus.Done || !XmlCharacters.IsChar(rune.Value))
            {
                // What came before in this run is sound: hand it over first, so that the offset names the wrong character.
                rule = at > 0 ? ScanRule.None : status != OperationStatus.Done ? ScanRule.Encoding : ScanRule.Character;
                return at > 0 ? at : -1;
            }

            at += length;
        }

        return at;
    }

    /// <summary>One bracket that ends nothing; 0 when that cannot be told yet; -1 with <see cref="ScanRule.SectionEnd"/> at <c>]]&gt;</c>.</summary>
    private static int PassBracket(ReadOnlySpan<byte> input, out ScanRule rule)
    {
        rule = ScanRule.None;
        if (input.Length == 1)
        {
            return 0;
        }

        if (input[1] != Bracket)
        {
            return 1;
        }

        if (input.Length == 2)
        {
            return 0;
        }

        return input[2] == '>' ? Refuse(ScanRule.SectionEnd, out rule) : 1;
    }

    private static int Refuse(ScanRule reason, out ScanRule rule)
    {
        rule = reason;
        return -1;
    }
}
