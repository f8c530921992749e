using Tombolo.Interop.Enlistment;

namespace Tombolo.Interop.Discovery;

/// <summary>The host's doors, absolute URLs.</summary>
public sealed record HostEndpoints
{
    /// <summary><c>POST</c> a phone number here.</summary>
    public required string Registrations { get; init; }

    /// <summary><c>POST</c> here for a nonce to sign.</summary>
    public required string Nonces { get; init; }

    /// <summary><c>POST</c> or <c>DELETE</c> an enlistment here.</summary>
    public required string Enlistments { get; init; }

    /// <summary>XMPP over WebSocket (RFC 7395).</summary>
    public required string Websocket { get; init; }

    /// <summary>XMPP over TCP with direct TLS.</summary>
    public required XmppEndpoint Xmpp { get; init; }
}
