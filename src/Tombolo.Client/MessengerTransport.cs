namespace Tombolo.Client;

/// <summary>How to reach the host's XMPP stream.</summary>
public enum MessengerTransport
{
    /// <summary>WebSocket (RFC 7395): everywhere, and the only way from a browser.</summary>
    WebSocket,

    /// <summary>TCP with TLS from the first byte: native programs.</summary>
    DirectTls,
}
