using System.Globalization;
using System.Text;

namespace Tombolo.Xmpp.Sasl.Scram;

/// <summary>The comma-separated attributes of SCRAM messages (RFC 5802 section 7).</summary>
internal static class ScramMessage
{
    /// <summary>Longest message taken; a sound one has a few hundred bytes.</summary>
    internal const int MaxBytes = 4096;

    internal static string? Decode(ReadOnlySpan<byte> message) =>
        message.Length <= MaxBytes && System.Text.Unicode.Utf8.IsValid(message) ? Encoding.UTF8.GetString(message) : null;

    /// <summary>Takes <c>letter=value</c>, which has to stand at this place.</summary>
    internal static bool TryTake(string[] parts, int index, char letter, out string value)
    {
        var sound = index < parts.Length && parts[index].Length > 2 && parts[index][0] == letter && parts[index][1] == '=';
        value = sound ? parts[index][2..] : "";
        return sound;
    }

    internal static bool TryBase64(string text, out byte[] bytes)
    {
        bytes = new byte[(text.Length / 4 * 3) + 3];
        var sound = Convert.TryFromBase64String(text, bytes, out var length);
        Array.Resize(ref bytes, sound ? length : 0);
        return sound;
    }

    internal static bool TryCount(string text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count > 0;

    /// <summary>Printable ASCII without the comma.</summary>
    internal static bool IsNonce(string text) => text.Length > 0 && text.All(character => character is > ' ' and < '\u007F' and not ',');
}
