using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tombolo.Operation.Tests.QuickStart;

/// <summary>Let's Encrypt's small test server (RFC 8555), which looks at port 80 of this machine wherever that is.</summary>
internal static class Pebble
{
    public static async Task<Daemon> StartAsync(string folder, int port, int managementPort, int httpPort)
    {
        Directory.CreateDirectory(folder);
        WriteOwnCertificate(folder);
        var file = Path.Combine(folder, "config.json");
        await File.WriteAllTextAsync(file, $$"""
            { "pebble": { "listenAddress": "127.0.0.1:{{port}}", "managementListenAddress": "127.0.0.1:{{managementPort}}", "certificate": "{{folder}}/server.pem", "privateKey": "{{folder}}/server.key",
              "httpPort": {{httpPort}}, "tlsPort": 1, "ocspResponderURL": "", "externalAccountBindingRequired": false } }
            """);
        var start = new System.Diagnostics.ProcessStartInfo("pebble", ["-config", file, "-strict=false"]);
        (start.Environment["PEBBLE_VA_NOSLEEP"], start.Environment["PEBBLE_WFE_NONCEREJECT"]) = ("1", "0");
        var daemon = Daemon.Start(start);
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = static (_, _, _, _) => true };
        using var http = new HttpClient(handler);
        await Wait.UntilAsync(
            async () =>
            {
                await File.WriteAllTextAsync(Path.Combine(folder, "root.pem"), await http.GetStringAsync(new Uri($"https://127.0.0.1:{managementPort}/roots/0")));
                return true;
            },
            () => "pebble: " + daemon.Said);
        return daemon;
    }

    private static void WriteOwnCertificate(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        File.WriteAllText(Path.Combine(folder, "server.pem"), certificate.ExportCertificatePem() + "\n");
        File.WriteAllText(Path.Combine(folder, "server.key"), key.ExportPkcs8PrivateKeyPem() + "\n");
    }
}
