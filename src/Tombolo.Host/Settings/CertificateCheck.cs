using System.Security.Cryptography;
using Tombolo.Host.Certificates;

namespace Tombolo.Host.Settings;

/// <summary>Looks into the files of the certificate, so that a wrong one is named by its key and not by an exception at the first handshake.</summary>
public static class CertificateCheck
{
    private const string Files = "the files it names";

    /// <summary>What is wrong with the certificate for these settings; nothing when there is none.</summary>
    public static IReadOnlyList<SettingError> Problems(HostSettings settings, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(clock);
        if (settings is not { Certificate: { } certificate, CertificateKey: { } key })
        {
            return [];
        }

        try
        {
            var chain = CertificateChain.Read(File.ReadAllText(certificate), File.ReadAllText(key));
            if (chain.NotAfter <= clock.GetUtcNow())
            {
                return [new("certificate", Files, $"it expired {chain.NotAfter:u}")];
            }

            return chain.Covers(settings.Domain) ? [] : [new("certificate", Files, $"it is not for {settings.Domain}: clients look for that name in it")];
        }
        catch (CryptographicException broken)
        {
            return [new("certificate", Files, $"certificate and key cannot be used together: {broken.Message}")];
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return [new("certificate", Files, refused.Message)];
        }
    }
}
