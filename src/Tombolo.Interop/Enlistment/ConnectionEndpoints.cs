namespace Tombolo.Interop.Enlistment;

/// <summary>The two ways to the same stream.</summary>
public sealed record ConnectionEndpoints
{
    /// <summary>XMPP over WebSocket (RFC 7395), subprotocol <c>xmpp</c>.</summary>
    public required string Websocket { get; init; }

    /// <summary>XMPP over TCP with direct TLS, ALPN <c>xmpp-client</c>.</summary>
    public required XmppEndpoint Xmpp { get; init; }
}
