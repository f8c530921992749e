namespace Tombolo.Server.Streams;

/// <summary>What happens to the stream after one element of a login.</summary>
internal enum StreamTurn
{
    /// <summary>It goes on.</summary>
    None,

    /// <summary>The client opens a new one on the same connection (RFC 6120 section 4.3.3).</summary>
    Restart,

    /// <summary>TLS, then a new one.</summary>
    Secure,
}
