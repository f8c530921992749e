using System.Globalization;
using System.Xml.Linq;

namespace Tombolo.Client.Wire;

/// <summary>Reading what a host wrote: a value of the wrong form is a value that is not there.</summary>
internal static class Elements
{
    extension(XElement element)
    {
        public string? Text(XName attribute) => element.Attribute(attribute)?.Value;

        public bool Flag(XName attribute) => element.Attribute(attribute)?.Value is "true" or "1";

        public long? Number(XName attribute) =>
            long.TryParse(element.Attribute(attribute)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

        public DateTimeOffset? Time(XName attribute) =>
            DateTimeOffset.TryParse(
                element.Attribute(attribute)?.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
                ? time
                : null;

        public byte[]? Base64() => Decode(element.Value);

        public byte[]? Base64(XName attribute) => element.Attribute(attribute) is { } found ? Decode(found.Value) : null;
    }

    private static byte[]? Decode(string text)
    {
        var bytes = new byte[((text.Length / 4) + 1) * 3];
        return Convert.TryFromBase64String(text, bytes, out var written) ? bytes[..written] : null;
    }
}
