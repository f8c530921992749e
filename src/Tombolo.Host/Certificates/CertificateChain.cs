using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tombolo.Host.Certificates;

/// <summary>A server's certificate, the intermediate ones that go with it, and its private key, from two PEM files.</summary>
internal sealed class CertificateChain
{
    private CertificateChain(X509Certificate2 certificate, SslStreamCertificateContext context)
    {
        Certificate = certificate;
        Context = context;
    }

    public X509Certificate2 Certificate { get; }

    /// <summary>What a handshake needs, intermediate certificates included: clients know the authority, not who stands between.</summary>
    public SslStreamCertificateContext Context { get; }

    public DateTimeOffset NotAfter => new(Certificate.NotAfter.ToUniversalTime());

    public static CertificateChain Of(X509Certificate2 certificate) =>
        new(certificate, SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true));

    /// <exception cref="CryptographicException">The texts are not PEM, or certificate and key do not belong together.</exception>
    public static CertificateChain Read(string certificates, string key)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(certificates);
        if (chain.Count == 0)
        {
            throw new CryptographicException("There is no certificate in the file.");
        }

        var certificate = Join(certificates, key);
        return new(certificate, SslStreamCertificateContext.Create(certificate, [.. chain.Skip(1)], offline: true));
    }

    /// <summary>Whether the certificate is good for a name. The common name does not count; it has not for a decade.</summary>
    public bool Covers(string domain) => Certificate.MatchesHostname(domain, allowWildcards: true, allowCommonName: false);

    private static X509Certificate2 Join(string certificates, string key)
    {
        try
        {
            return X509Certificate2.CreateFromPem(certificates, key);
        }
        catch (ArgumentException exception)
        {
            // What the platform says about a key of another certificate.
            throw new CryptographicException("The key does not belong to the certificate.", exception);
        }
    }
}
