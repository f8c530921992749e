namespace Tombolo.Server.Transport;

/// <summary>What carries a stream.</summary>
internal enum TransportKind
{
    /// <summary>TCP with TLS from the first byte.</summary>
    DirectTls,

    /// <summary>TCP that begins in the clear and must take STARTTLS.</summary>
    StartTls,

    /// <summary>TCP on loopback without TLS.</summary>
    Plain,

    /// <summary>A WebSocket.</summary>
    WebSocket,
}
