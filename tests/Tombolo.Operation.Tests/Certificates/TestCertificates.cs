using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tombolo.Operation.Tests.Certificates;

/// <summary>An authority that signs through an intermediate one, as public authorities do; what it issues is written as two PEM files.</summary>
internal sealed class TestCertificates : IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private readonly X509Certificate2 _root;
    private readonly X509Certificate2 _intermediate;

    public TestCertificates()
    {
        _root = Authority("CN=Root", null);
        _intermediate = Authority("CN=Intermediate", _root);
    }

    public X509Certificate2 Root => _root;

    public (string Chain, string Key) Issue(string domain, TimeSpan life)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + domain, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(domain);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(_intermediate, Now.AddDays(-2), Now + life, RandomNumberGenerator.GetBytes(16));
        return (issued.ExportCertificatePem() + "\n" + _intermediate.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    public void Dispose()
    {
        _root.Dispose();
        _intermediate.Dispose();
    }

    private static X509Certificate2 Authority(string name, X509Certificate2? issuer)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        return issuer is null
            ? request.CreateSelfSigned(Now.AddDays(-3), Now.AddYears(1))
            : request.Create(issuer, Now.AddDays(-3), Now.AddDays(300), RandomNumberGenerator.GetBytes(16)).CopyWithPrivateKey(key);
    }
}
