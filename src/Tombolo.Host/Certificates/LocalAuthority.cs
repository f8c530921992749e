using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tombolo.Host.Certificates;

/// <summary>
/// A certificate authority for one machine and for development: it can vouch for names on loopback and nothing else (RFC 5280
/// section 4.2.1.10, name constraints), so that a stolen copy of its key is of no use against any other site.
/// </summary>
public sealed class LocalAuthority
{
    private static readonly TimeSpan AuthorityLife = TimeSpan.FromDays(5 * 365);
    private static readonly TimeSpan ServerLife = TimeSpan.FromDays(90);
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(14);

    private readonly string _folder;
    private readonly TimeProvider _clock;

    private LocalAuthority(string folder, TimeProvider clock, X509Certificate2 certificate)
    {
        _folder = folder;
        _clock = clock;
        Certificate = certificate;
    }

    /// <summary>The authority's own certificate; clients that should trust this machine's hosts get its public half.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Loads the authority kept in a folder, or makes a new one there.</summary>
    /// <param name="folder">An existing folder that only its owner can read.</param>
    /// <param name="clock">Decides what is expired.</param>
    public static LocalAuthority LoadOrCreate(string folder, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var kept = CertificateFile.TryLoad(folder, "ca");
        if (kept is not null && IsFresh(kept, clock))
        {
            return new(folder, clock, kept);
        }

        kept?.Dispose();
        return new(folder, clock, Create(folder, clock));
    }

    /// <summary>A certificate for servers of that name on this machine, with its private key; kept and renewed in the folder.</summary>
    /// <param name="domain">The host's XMPP domain; names below <c>localhost</c> are the ones the authority may vouch for.</param>
    public X509Certificate2 ServerCertificate(string domain)
    {
        ArgumentException.ThrowIfNullOrEmpty(domain);
        var kept = CertificateFile.TryLoad(_folder, "server");
        if (kept is not null && IsFresh(kept, _clock) && kept.MatchesHostname(domain) && kept.IssuerName.RawData.AsSpan().SequenceEqual(Certificate.SubjectName.RawData))
        {
            return kept;
        }

        kept?.Dispose();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + domain, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1", "serverAuth")], false));
        request.CertificateExtensions.Add(LoopbackNames.AlternativeNames(domain));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, true, false));
        var now = _clock.GetUtcNow();
        using var issued = request.Create(Certificate, now.AddHours(-1), now + ServerLife, RandomNumberGenerator.GetBytes(16));
        using var complete = issued.CopyWithPrivateKey(key);
        CertificateFile.Save(_folder, "server", complete);
        return CertificateFile.TryLoad(_folder, "server")!;
    }

    private static X509Certificate2 Create(string folder, TimeProvider clock)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var tag = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        var request = new CertificateRequest($"CN=Tombolo on this machine {tag}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        request.CertificateExtensions.Add(LoopbackNames.Constraints());
        var now = clock.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddHours(-1), now + AuthorityLife);
        CertificateFile.Save(folder, "ca", made);
        return CertificateFile.TryLoad(folder, "ca")!;
    }

    private static bool IsFresh(X509Certificate2 certificate, TimeProvider clock) => certificate.NotAfter.ToUniversalTime() > clock.GetUtcNow() + RenewBefore;
}
