using System.Net;

namespace Tombolo.Host.Settings;

/// <summary>
/// Who may listen where. What leaves this machine is inside TLS with an operator's certificate; what is plain, or made for trying out, stays
/// on loopback.
/// </summary>
internal static class ListenerCheck
{
    private const string Together = "the settings together";

    public static IEnumerable<SettingError> Problems(HostSettings settings)
    {
        var isPublic = settings.Address is { } address && !IPAddress.IsLoopback(address);
        if (isPublic && settings.Development)
        {
            yield return new("address", Together, $"development shows one-time codes, so its host stays on loopback and cannot listen on {settings.Address}");
        }
        else if (isPublic && settings.Certificate is null)
        {
            yield return new("certificate", Together, $"beyond loopback everything is inside TLS, so listening on {settings.Address} needs a certificate");
        }

        if (settings is { Certificate: null, Development: false } && (settings.HttpsPort != 0 || settings.StartTlsPort != 0))
        {
            yield return new("certificate", Together, $"{(settings.HttpsPort != 0 ? "httpsPort" : "startTlsPort")} needs a certificate");
        }

        if (settings is { Metrics: { } metrics, MetricsToken: null } && !IPAddress.IsLoopback(metrics.Address))
        {
            yield return new("metricsToken", Together, $"metrics would be open to everybody who reaches {metrics}, so whoever fetches them must show a token");
        }

        foreach (var shared in Ports(settings).Where(static port => port.Number != 0).GroupBy(static port => port.Number).Where(static group => group.Count() > 1))
        {
            yield return new(shared.Last().Key, Together, $"{string.Join(" and ", shared.Select(static port => port.Key))} cannot both be {shared.Key}");
        }
    }

    private static IEnumerable<(string Key, int Number)> Ports(HostSettings settings) =>
    [
        ("port", settings.Port), ("httpsPort", settings.HttpsPort), ("xmppPort", settings.XmppPort), ("startTlsPort", settings.StartTlsPort),
        ("listenPlain", settings.ListenPlain?.Port ?? 0), ("metrics", settings.Metrics?.Port ?? 0), ("nodePort", settings.NodePort),
    ];
}
