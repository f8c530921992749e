using System.Text;

namespace Tombolo.Browser.Tests.Leaks;

/// <summary>The shapes in which a text could lie in a file.</summary>
internal static class Forms
{
    public static IReadOnlyList<(string Name, byte[] Bytes)> Of(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        return
        [
            ("UTF-8", utf8),
            ("UTF-16 little endian", Encoding.Unicode.GetBytes(text)),
            ("UTF-16 big endian", Encoding.BigEndianUnicode.GetBytes(text)),
            ("hex", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(utf8))),
            ("HEX", Encoding.ASCII.GetBytes(Convert.ToHexString(utf8))),
            .. Enumerable.Range(0, 3).Select(offset => ($"base64 at offset {offset}", Encoding.ASCII.GetBytes(Base64(utf8, offset)))),
            .. Enumerable.Range(0, 3).Select(offset => ($"base64url at offset {offset}", Encoding.ASCII.GetBytes(Base64(utf8, offset).Replace('+', '-').Replace('/', '_')))),
        ];
    }

    // Only the letters that the text alone decides, whatever stands before and after it.
    private static string Base64(byte[] text, int offset)
    {
        var encoded = Convert.ToBase64String([.. new byte[offset], .. text, 0, 0, 0]);
        var first = ((offset * 8) + 5) / 6;
        var last = (offset + text.Length) * 8 / 6;
        return encoded[first..last];
    }
}
