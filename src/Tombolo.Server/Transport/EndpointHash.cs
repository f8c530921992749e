using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tombolo.Server.Transport;

/// <summary>
/// <c>tls-server-end-point</c> (RFC 5929 section 4.1): the certificate's hash with the function of its signature, SHA-256 instead of
/// weaker ones. Worked out here because SslStream answers this question on the client's side alone.
/// </summary>
internal static class EndpointHash
{
    public static ReadOnlyMemory<byte> Of(X509Certificate2? certificate) => certificate?.SignatureAlgorithm.FriendlyName switch
    {
        null => default,
        var name when name.Contains("384", StringComparison.Ordinal) => SHA384.HashData(certificate.RawDataMemory.Span),
        var name when name.Contains("512", StringComparison.Ordinal) => SHA512.HashData(certificate.RawDataMemory.Span),
        _ => SHA256.HashData(certificate.RawDataMemory.Span),
    };
}
