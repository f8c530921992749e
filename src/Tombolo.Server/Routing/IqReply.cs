using System.Xml.Linq;

namespace Tombolo.Server.Routing;

/// <summary>The answer to an iq: a result with or without payload, or a code with an optional element beside it.</summary>
internal sealed record IqReply
{
    private IqReply(ErrorCode? code, XElement? payload)
    {
        Code = code;
        Payload = payload;
    }

    public static IqReply Empty { get; } = new(null, null);

    /// <summary>Null for a result.</summary>
    public ErrorCode? Code { get; }

    /// <summary>The result's payload, or the extra child of the error.</summary>
    public XElement? Payload { get; }

    public static IqReply Result(XElement payload) => new(null, payload);

    public static IqReply Error(ErrorCode code, XElement? extra = null) => new(code, extra);
}
