using System.Xml.Linq;

namespace Tombolo.Client.Connection;

/// <summary>The host's answer to an iq: a payload (null for an empty result), or a refusal.</summary>
/// <param name="Payload">The first child of a result.</param>
/// <param name="Refusal">Why not.</param>
internal sealed record IqAnswer(XElement? Payload, Refusal? Refusal)
{
    public static IqAnswer Offline { get; } = new(null, RefusalCodes.Local(RefusalCodes.Offline));
}
