namespace Tombolo.Xmpp.Sasl.HashedTokens;

/// <summary>What ties a token login to its TLS connection; the last part of the mechanism's name.</summary>
public enum HashedTokenBinding
{
    /// <summary>Nothing: for transports that show no channel binding, such as a browser's WebSocket.</summary>
    None,

    /// <summary><c>tls-unique</c> (RFC 5929), TLS 1.2 only.</summary>
    Unique,

    /// <summary><c>tls-server-end-point</c> (RFC 5929).</summary>
    Endpoint,

    /// <summary><c>tls-exporter</c> (RFC 9266).</summary>
    Exporter,
}
