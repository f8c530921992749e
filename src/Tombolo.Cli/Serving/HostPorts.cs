using System.Net;
using Tombolo.Host.Settings;

namespace Tombolo.Cli.Serving;

/// <summary>Every port that a host with these settings listens on.</summary>
internal static class HostPorts
{
    public static IEnumerable<ListenerPort> Of(HostSettings settings)
    {
        yield return Of("port", settings.Port, "HTTP");
        if (settings.Certificate is not null || settings.Development)
        {
            yield return Of("xmppPort", settings.XmppPort, "XMPP over TLS") with { Address = settings.Address };
            yield return Of("httpsPort", settings.HttpsPort, "HTTPS") with { Address = settings.Address };
            yield return Of("startTlsPort", settings.StartTlsPort, "XMPP with STARTTLS") with { Address = settings.Address };
        }

        yield return Of("listenPlain", settings.ListenPlain, "XMPP without TLS");
        yield return Of("metrics", settings.Metrics, "metrics");
        yield return Of("nodePort", settings.NodePort, "the other nodes") with { Address = settings.NodeAddress };
    }

    private static ListenerPort Of(string key, IPEndPoint? endpoint, string purpose) => Of(key, endpoint?.Port ?? 0, purpose) with { Address = endpoint?.Address };

    private static ListenerPort Of(string key, int number, string purpose) => new(number, purpose) { Flag = "--" + SettingFlag.NameOf(key) };
}
