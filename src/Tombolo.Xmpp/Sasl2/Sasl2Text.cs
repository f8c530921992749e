using System.Xml.Linq;

namespace Tombolo.Xmpp.Sasl2;

/// <summary>Mechanism messages as base64 text.</summary>
internal static class Sasl2Text
{
    internal static string Encode(ReadOnlySpan<byte> message) => Convert.ToBase64String(message);

    /// <summary>Reads the text of an element; <paramref name="sound"/> is false when it is there and is no base64.</summary>
    internal static ReadOnlyMemory<byte>? Read(XElement? element, out bool sound)
    {
        sound = true;
        if (element is null)
        {
            return null;
        }

        var text = element.Value.Trim();
        if (text.Length == 0 || text == "=")
        {
            // "=" is how RFC 6120 section 6.4.2 writes an empty message; some clients keep the habit.
            return ReadOnlyMemory<byte>.Empty;
        }

        var bytes = new byte[text.Length / 4 * 3];
        sound = Convert.TryFromBase64String(text, bytes, out var written);
        // Without the cast the compiler makes null an empty memory, by way of the conversion from arrays.
        return sound ? (ReadOnlyMemory<byte>?)bytes.AsMemory(0, written) : null;
    }
}
