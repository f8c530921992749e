using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tombolo.Host.Certificates;

/// <summary>A certificate and its private key as two PEM files; the key is written so that only its owner ever could read it.</summary>
internal static class CertificateFile
{
    public static X509Certificate2? TryLoad(string folder, string name)
    {
        var (certificate, key) = Paths(folder, name);
        if (!File.Exists(certificate) || !File.Exists(key))
        {
            return null;
        }

        try
        {
            return X509Certificate2.CreateFromPemFile(certificate, key);
        }
        catch (CryptographicException)
        {
            // Half-written by a process that was killed: a new pair is made in its place.
            return null;
        }
    }

    public static void Save(string folder, string name, X509Certificate2 certificate)
    {
        var (certificatePath, keyPath) = Paths(folder, name);
        using var key = certificate.GetECDsaPrivateKey() ?? throw new ArgumentException("The certificate has no EC private key.", nameof(certificate));
        WritePrivate(keyPath, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(certificatePath, certificate.ExportCertificatePem() + "\n");
    }

    private static (string Certificate, string Key) Paths(string folder, string name) =>
        (Path.Combine(folder, name + ".pem"), Path.Combine(folder, name + ".key"));

    private static void WritePrivate(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(path, options);
        writer.WriteLine(text);
    }
}
