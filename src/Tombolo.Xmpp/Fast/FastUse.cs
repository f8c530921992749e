using System.Globalization;
using System.Xml.Linq;

namespace Tombolo.Xmpp.Fast;

/// <summary><c>fast</c> inside <c>authenticate</c>: the mechanism is used with a token (XEP-0484 section 3.3).</summary>
/// <param name="Count">Grows with each use of the token, so that a server can refuse a replay inside early data; null when not counted.</param>
/// <param name="Invalidate">Whether the token shall end with this stream's authentication.</param>
public sealed record FastUse(uint? Count, bool Invalidate)
{
    internal XElement ToElement()
    {
        var element = new XElement(FastToken.Namespace + "fast");
        if (Count is { } count)
        {
            element.Add(new XAttribute("count", count));
        }

        if (Invalidate)
        {
            element.Add(new XAttribute("invalidate", "true"));
        }

        return element;
    }

    internal static FastUse? Read(XElement? element) => element is null
        ? null
        : new FastUse(
            uint.TryParse((string?)element.Attribute("count"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null,
            (string?)element.Attribute("invalidate") is "true" or "1");
}
