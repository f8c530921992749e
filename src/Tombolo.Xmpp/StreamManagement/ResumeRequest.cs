using System.Globalization;
using System.Xml.Linq;

namespace Tombolo.Xmpp.StreamManagement;

/// <summary><c>resume</c> (XEP-0198 section 5).</summary>
/// <param name="PreviousId">The id that <c>enabled</c> gave.</param>
/// <param name="Handled">How many stanzas the client has handled, modulo 2^32.</param>
public sealed record ResumeRequest(string PreviousId, uint Handled)
{
    /// <summary>The namespace of stream management.</summary>
    public static readonly XNamespace Namespace = EnableRequest.Namespace;

    /// <summary>The element.</summary>
    public XElement ToElement() => new(Namespace + "resume", new XAttribute("h", Handled), new XAttribute("previd", PreviousId));

    /// <summary>Reads the element; null when it is not this one or lacks an attribute.</summary>
    public static ResumeRequest? Read(XElement? element)
    {
        var sound = SequenceAttributes.TryRead(element, "resume", out var handled, out var previous);
        return sound ? new ResumeRequest(previous!, handled) : null;
    }
}
