using System.Buffers;
using System.Text;
using System.Xml;

namespace Tombolo.Xmpp.Scanning;

/// <summary>Which bytes and characters may stand where (XML 1.0 productions 2, 3 and 4).</summary>
internal static class XmlCharacters
{
    /// <summary>ASCII that text may hold and that means nothing there.</summary>
    internal static readonly SearchValues<byte> Text = Ascii(without: "<&]");

    /// <summary>ASCII that a CDATA section may hold and that cannot begin its end.</summary>
    internal static readonly SearchValues<byte> Section = Ascii(without: "]");

    /// <summary>ASCII that stands for itself in a value inside apostrophes.</summary>
    internal static readonly SearchValues<byte> InApostrophes = Ascii(without: "<&'\t\n\r");

    /// <summary>ASCII that stands for itself in a value inside quotation marks.</summary>
    internal static readonly SearchValues<byte> InQuotes = Ascii(without: "<&\"\t\n\r");

    private const byte NameStart = 1;
    private const byte NameRest = 2;
    private const byte Space = 4;

    private static readonly byte[] Classes = BuildClasses();

    internal static bool IsSpace(byte value) => (Classes[value] & Space) != 0;

    internal static bool IsNameStart(byte value) => (Classes[value] & NameStart) != 0;

    internal static bool IsNameRest(byte value) => (Classes[value] & NameRest) != 0;

    internal static bool IsChar(int value) => value is 0x9 or 0xA or 0xD or (>= 0x20 and <= 0xD7FF) or (>= 0xE000 and <= 0xFFFD) or (>= 0x10000 and <= 0x10FFFF);

    /// <summary>
    /// Beyond ASCII, names follow the older tables (XML 1.0, fourth edition), which every parser accepts: with the wider ones of the fifth
    /// edition a sender could make a name that ends the stream of a receiver whose parser is built on expat or System.Xml.
    /// </summary>
    internal static bool IsNameStart(Rune rune) => rune.IsBmp && XmlConvert.IsStartNCNameChar((char)rune.Value);

    internal static bool IsNameRest(Rune rune) => rune.IsBmp && XmlConvert.IsNCNameChar((char)rune.Value);

    private static SearchValues<byte> Ascii(string without)
    {
        var allowed = new List<byte>();
        for (var value = 0; value < 0x80; value++)
        {
            if (IsChar(value) && !without.Contains((char)value, StringComparison.Ordinal))
            {
                allowed.Add((byte)value);
            }
        }

        return SearchValues.Create(allowed.ToArray());
    }

    private static byte[] BuildClasses()
    {
        var classes = new byte[256];
        for (var value = 0; value < 0x80; value++)
        {
            var letter = char.IsAsciiLetter((char)value) || value == '_';
            var rest = letter || char.IsAsciiDigit((char)value) || value is '-' or '.';
            var space = value is ' ' or '\t' or '\n' or '\r';
            classes[value] = (byte)((letter ? NameStart : 0) | (rest ? NameRest : 0) | (space ? Space : 0));
        }

        return classes;
    }
}
