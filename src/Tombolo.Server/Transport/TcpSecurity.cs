using System.Net.Security;

namespace Tombolo.Server.Transport;

/// <summary>What a listener says about the connections it takes.</summary>
internal sealed record TcpSecurity
{
    public required TransportKind Kind { get; init; }

    /// <summary>Channel binding of the TLS below the pipe; empty without.</summary>
    public ReadOnlyMemory<byte> EndpointBinding { get; init; }

    public required PasswordAccess PasswordAccess { get; init; }

    /// <summary>Whether our own devices log in here: inside TLS from the first byte alone.</summary>
    public bool TakesDevices { get; init; }

    /// <summary>For STARTTLS: asked for at each handshake. Null where STARTTLS is not offered.</summary>
    public Func<SslStreamCertificateContext>? Certificate { get; init; }
}
