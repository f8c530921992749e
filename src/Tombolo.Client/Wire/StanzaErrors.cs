using System.Xml.Linq;
using Tombolo.Interop.Errors;

namespace Tombolo.Client.Wire;

/// <summary>Stanza errors to refusals.</summary>
internal static class StanzaErrors
{
    /// <summary>The refusal in a stanza of type error: the host's code, or the nearest one for a bare RFC 6120 condition.</summary>
    public static Refusal Read(XElement stanza)
    {
        var error = stanza.Element(Names.Client + "error");
        if (error?.Element(Names.Errors + "error")?.Text("code") is { } code)
        {
            return Refusal.Of(code);
        }

        var condition = error?.Elements().FirstOrDefault(child => child.Name.Namespace == Names.StanzaErrors)?.Name.LocalName;
        return Refusal.For(condition switch
        {
            "item-not-found" => ErrorCode.NotReachable,
            "resource-constraint" or "policy-violation" => ErrorCode.RateLimited,
            "feature-not-implemented" or "service-unavailable" => ErrorCode.FeatureUnknown,
            "bad-request" => ErrorCode.RequestMalformed,
            _ => ErrorCode.InternalError,
        });
    }

    /// <summary>The stanza's error element when it names a code, with whatever the host put beside it.</summary>
    public static XElement? Details(XElement stanza) => stanza.Element(Names.Client + "error");
}
