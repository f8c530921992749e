using System.Xml.Linq;

namespace Tombolo.Xmpp.StreamManagement;

/// <summary><c>resumed</c> (XEP-0198 section 5).</summary>
/// <param name="PreviousId">The id of the stream that goes on.</param>
/// <param name="Handled">How many stanzas the server has handled, modulo 2^32; the client repeats the rest.</param>
public sealed record Resumed(string PreviousId, uint Handled)
{
    /// <summary>The element.</summary>
    public XElement ToElement() =>
        new(EnableRequest.Namespace + "resumed", new XAttribute("h", Handled), new XAttribute("previd", PreviousId));

    /// <summary>Reads the element; null when it is not this one or lacks an attribute.</summary>
    public static Resumed? Read(XElement? element) =>
        SequenceAttributes.TryRead(element, "resumed", out var handled, out var previous) ? new Resumed(previous!, handled) : null;
}
