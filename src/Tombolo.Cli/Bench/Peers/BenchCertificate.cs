using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tombolo.Cli.Bench.Peers;

/// <summary>A certificate for a peer, with the kind of key that our own host makes (ECDSA P-256): nobody pays for RSA in the comparison.</summary>
internal static class BenchCertificate
{
    /// <summary>Writes certificate and key for localhost into the folder, apart and together, as the peers want them.</summary>
    public static void Write(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        var (certificatePem, keyPem) = (certificate.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem() + "\n");
        File.WriteAllText(Path.Combine(folder, "localhost.crt"), certificatePem);
        File.WriteAllText(Path.Combine(folder, "localhost.key"), keyPem);
        File.WriteAllText(Path.Combine(folder, "localhost.pem"), certificatePem + keyPem);
    }
}
