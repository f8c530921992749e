using System.Text;

namespace Tombolo.Xmpp.Scanning;

/// <summary>Turns a raw attribute value, already checked, into the text it stands for (XML 1.0 section 3.3.3).</summary>
internal static class AttributeText
{
    /// <summary>Writes the decoded value; it is never longer than the raw one. Returns its length.</summary>
    internal static int Decode(ReadOnlySpan<byte> raw, Span<byte> destination)
    {
        var written = 0;
        for (var at = 0; at < raw.Length;)
        {
            if (raw[at] == '&')
            {
                at += References.Read(raw[at..], out var character, out _);
                written += new Rune(character).EncodeToUtf8(destination[written..]);
                continue;
            }

            var lineEnd = raw[at] == '\r' && at + 1 < raw.Length && raw[at + 1] == '\n';
            destination[written++] = XmlCharacters.IsSpace(raw[at]) ? (byte)' ' : raw[at];
            at += lineEnd ? 2 : 1;
        }

        return written;
    }
}
