using System.Security.Cryptography.X509Certificates;

namespace Tombolo.Server.Transport;

/// <summary>A transport that begins in the clear and can be put inside TLS once (RFC 6120 section 5).</summary>
internal interface ISecurableTransport : IStreamTransport
{
    /// <summary>Whether bytes have arrived that no scan has taken. Before TLS such bytes are an attack: they would be taken for encrypted ones.</summary>
    bool HasUnread { get; }

    /// <summary>Does the handshake as server. Nothing may be read or sent meanwhile.</summary>
    /// <exception cref="IOException">The handshake failed; the connection is of no use any more.</exception>
    Task SecureAsync(CancellationToken cancellationToken);
}
