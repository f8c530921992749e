namespace Tombolo.Cli.Bench;

/// <summary>How a load client connects.</summary>
internal enum LoadTransport
{
    /// <summary>Plain TCP on loopback.</summary>
    Plain,

    /// <summary>Plain TCP, then STARTTLS (RFC 6120 section 5). The certificate is not checked: it is the peer's own.</summary>
    StartTls,

    /// <summary>TLS from the first byte (XEP-0368).</summary>
    DirectTls,
}
