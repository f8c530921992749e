using System.Globalization;
using System.Net;
using Tombolo.Server.Storage;
using Tombolo.Server.Storage.Postgres;

namespace Tombolo.Host.Settings;

/// <summary>Every key of a host's settings, once. Flags, environment, file, help and docs/operators.md all follow this table.</summary>
public static class SettingKeys
{
    /// <summary>The keys of the host itself, in the order people read them.</summary>
    public static IReadOnlyList<SettingKey> Host { get; } =
    [
        new("domain", "The XMPP domain of the host's accounts, such as chat.example. Default localhost.",
            static (settings, text) => SettingText.IsDomain(text) ? settings with { Domain = text } : "a domain name is letters, digits, hyphens and dots, at most 200 characters, all lower case")
            { Form = "DOMAIN" },
        new("port", "Port of HTTP and WebSocket, always on loopback alone: for a reverse proxy on this machine. 1 to 65533. Default 8080.",
            static (settings, text) => Port(text, 65533) is { } port ? settings with { Port = port } : "a port is a number from 1 to 65533")
            { Form = "PORT" },
        new("address", "The IP address where XMPP over TLS, STARTTLS and HTTPS listen, such as 0.0.0.0 or :: (both kinds). Beyond loopback a certificate is needed. Default: loopback.",
            static (settings, text) => IPAddress.TryParse(text, out var address) ? settings with { Address = address } : "an IP address is needed, such as 0.0.0.0, :: or 192.0.2.1")
            { Form = "IP" },
        new("httpsPort", "Port of HTTPS and WebSocket with the certificate, 1 to 65535, for hosts without a proxy. Default: none.",
            static (settings, text) => Port(text, 65535) is { } port ? settings with { HttpsPort = port } : "a port is a number from 1 to 65535")
            { Form = "PORT" },
        new("xmppPort", "Port of XMPP over TLS, 1 to 65535; 5223 is usual. Default two above port.",
            static (settings, text) => Port(text, 65535) is { } port ? settings with { XmppPort = port } : "a port is a number from 1 to 65535")
            { Form = "PORT" },
        new("startTlsPort", "Port where standard XMPP clients begin with STARTTLS, 1 to 65535; 5222 is what they expect. Default: none.",
            static (settings, text) => Port(text, 65535) is { } port ? settings with { StartTlsPort = port } : "a port is a number from 1 to 65535")
            { Form = "PORT" },
        new("listenPlain", "Loopback address and port of XMPP without TLS, such as 127.0.0.1:5222, for load generators and tests on this machine. Default: none.",
            static (settings, text) => SettingText.LoopbackEndpoint(text) is { } endpoint ? settings with { ListenPlain = endpoint } : "an address of this machine itself and a port are needed, such as 127.0.0.1:5222: without TLS passwords and messages can be read on the way")
            { Form = "IP:PORT" },
        new("plainChat", "true lets standard clients of the own domain write plain messages to each other; the host can read those. Default false.",
            static (settings, text) => bool.TryParse(text, out var on) ? settings with { PlainChat = on } : "write true or false")
            { Form = "true|false" },
        new("data", "Folder for database, keys, media and logs. Default ./data.",
            static (settings, text) => text.Length > 0 ? settings with { Data = Path.GetFullPath(text) } : "a folder is needed")
            { Form = "DIR" },
        new("database", "What keeps the data: sqlite (a file in the data folder) or postgres (a server that databaseConnection names). Default sqlite.",
            static (settings, text) => text is "sqlite" or "postgres" ? settings with { Database = text == "postgres" ? DatabaseEngine.Postgres : DatabaseEngine.Sqlite } : "write sqlite or postgres")
            { Form = "sqlite|postgres" },
        new("databaseConnection", "How to reach PostgreSQL, such as Host=/run/postgresql;Database=tombolo. A secret when it holds a password: better in the environment or the file than on a command line.",
            static (settings, text) => PostgresAddress.IsUsable(text) ? settings with { DatabaseConnection = text } : "it is written like Host=db.example;Database=tombolo;Username=tombolo;Password=...; a Host and a Database are needed")
            { Form = "KEYWORDS", IsSecret = true },
        new("nodePort", "Port on which the nodes of a cluster speak with each other, 1 to 65535; makes this host one of the nodes that share its PostgreSQL. Default: none, a host alone.",
            static (settings, text) => Port(text, 65535) is { } port ? settings with { NodePort = port } : "a port is a number from 1 to 65535")
            { Form = "PORT" },
        new("nodeAddress", "IP address of this node for the others: loopback, or a private network that only the nodes are in, because they speak in the clear. Default 127.0.0.1.",
            static (settings, text) => SettingText.PrivateAddress(text) is { } address ? settings with { NodeAddress = address } : "an IP address of loopback or of a private network is needed, such as 10.0.0.1: what nodes say to each other is not encrypted")
            { Form = "IP" },
        new("reconnectTo", "Where clients reach this very node with XMPP over TLS, such as node1.chat.example:5223: told to its own to come back to, and to those of a node that is emptied. Default: nobody is told.",
            static (settings, text) => SettingText.IsHostAndPort(text) ? settings with { ReconnectTo = text } : "a host name or an IP address and a port are needed, such as node1.chat.example:5223 or [2001:db8::1]:5223")
            { Form = "HOST:PORT" },
        new("reconnectToStartTls", "The same for standard clients that begin with STARTTLS, such as node1.chat.example:5222. Default: nobody is told.",
            static (settings, text) => SettingText.IsHostAndPort(text) ? settings with { ReconnectToStartTls = text } : "a host name or an IP address and a port are needed, such as node1.chat.example:5222 or [2001:db8::1]:5222")
            { Form = "HOST:PORT" },
        new("drainSeconds", "Seconds between saying unready and closing connections when the host stops, so that a proxy sends nobody new; 0 to 300. Default 0.",
            static (settings, text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= 300 ? settings with { DrainTime = TimeSpan.FromSeconds(seconds) } : "a number of seconds from 0 to 300 is needed"),
        new("development", "true opens the outbox of one-time codes and lets partners live on loopback; never in production. Default false.",
            static (settings, text) => bool.TryParse(text, out var on) ? settings with { Development = on } : "write true or false")
            { Form = "true|false" },
        new("web", "Folder of the published chat app. Default: the one delivered beside the program, if it is there.",
            static (settings, text) => File.Exists(Path.Combine(text, "index.html")) ? settings with { Web = Path.GetFullPath(text) } : "there is no index.html in that folder")
            { Form = "DIR" },
        new("stanzasPerSecond", "What one XMPP connection may send in a second for any length of time, in small messages; 0 for no limit. Default 300.",
            static (settings, text) => Count(text) is { } count ? settings with { StanzasPerSecond = count } : "a number from 0 to 1000000 is needed"),
        new("connectionsPerAddress", "XMPP connections one network address may have at once. Default 500.",
            static (settings, text) => Count(text) is { } count ? settings with { ConnectionsPerAddress = count } : "a number from 0 to 1000000 is needed"),
        new("publicUrl", "The URL people and partners use for this host. Default http://localhost:PORT.",
            static (settings, text) => SettingText.IsWebUrl(text) ? settings with { PublicUrl = text.TrimEnd('/') } : "an absolute http or https URL without query is needed")
            { Form = "URL" },
        new("securityContact", "Whom to tell about vulnerabilities of this host, such as mailto:security@chat.example or an https page: /.well-known/security.txt says so. Default: nobody.",
            static (settings, text) => SettingText.IsContact(text) ? settings with { SecurityContact = text } : "a mailto:, https: or tel: address is needed, such as mailto:security@chat.example")
            { Form = "URI" },
        new("certificate", "PEM file with the TLS certificate and the intermediate ones after it. Read again when it changes. In development one is made.",
            static (settings, text) => File.Exists(text) ? settings with { Certificate = Path.GetFullPath(text) } : "there is no such file")
            { Form = "FILE" },
        new("certificateKey", "PEM file with the private key of the certificate.",
            static (settings, text) => File.Exists(text) ? settings with { CertificateKey = Path.GetFullPath(text) } : "there is no such file")
            { Form = "FILE" },
        new("smsGatewayUrl", "URL of an HTTP gateway that sends one-time codes: it gets {\"to\", \"text\"} by POST. Without one, registration is closed outside development.",
            static (settings, text) => SettingText.IsWebUrl(text) ? settings with { SmsGatewayUrl = new Uri(text) } : "an absolute http or https URL without query is needed")
            { Form = "URL" },
        new("smsGatewayToken", "Sent to the gateway as a bearer token.",
            static (settings, text) => text.Length is > 0 and <= 4096 ? settings with { SmsGatewayToken = text } : "1 to 4096 characters are needed")
            { Form = "TOKEN", IsSecret = true },
        new("metrics", "IP address and port where Prometheus may fetch /metrics, such as 127.0.0.1:9464. Beyond loopback only with metricsToken. Default: none.",
            static (settings, text) => SettingText.Endpoint(text) is { } endpoint ? settings with { Metrics = endpoint } : "an IP address and a port are needed, such as 127.0.0.1:9464")
            { Form = "IP:PORT" },
        new("metricsToken", "Who fetches /metrics must show this as a bearer token, 16 to 256 characters.",
            static (settings, text) => text.Length is >= 16 and <= 256 ? settings with { MetricsToken = text } : "16 to 256 characters are needed")
            { Form = "TOKEN", IsSecret = true },
        new("otlpUrl", "URL of an OpenTelemetry collector that takes OTLP over HTTP, such as http://localhost:4318: metrics and traces go there. Default: none.",
            static (settings, text) => SettingText.IsWebUrl(text) ? settings with { OtlpUrl = new Uri(text) } : "an absolute http or https URL without query is needed")
            { Form = "URL" },
        new("traceRatio", "Which part of logins and batches of messages is traced, 0 to 1; only with otlpUrl. Default 0.01.",
            static (settings, text) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var ratio) && ratio is >= 0 and <= 1 ? settings with { TraceRatio = ratio } : "a number from 0 to 1 is needed"),
        .. LimitKeys.All,
    ];

    /// <summary>The keys of one partner, written as <c>partners: [{ ... }]</c> in the file or <c>TOMBOLO_PARTNERS__0__ID</c> in the environment.</summary>
    public static IReadOnlyList<SettingKey> Partner { get; } =
    [
        new("id", "Short name used in addresses: lower-case letters, digits, hyphens.",
            static (settings, text) => SettingText.IsPartnerId(text) ? Last(settings, partner => partner with { Id = text }) : "1 to 32 lower-case letters, digits and hyphens are needed, first a letter"),
        new("name", "The name people see.",
            static (settings, text) => text.Length is > 0 and <= 40 ? Last(settings, partner => partner with { Name = text }) : "1 to 40 characters are needed"),
        new("shape", "What its people are called by: email, phone or handle. Default email.",
            static (settings, text) => text is "email" or "phone" or "handle" ? Last(settings, partner => partner with { Shape = text }) : "write email, phone or handle"),
        new("state", "Where it stands: requested, sandbox, live, suspended or ended. Default requested, in which nothing works.",
            static (settings, text) => text is "requested" or "sandbox" or "live" or "suspended" or "ended" ? Last(settings, partner => partner with { State = text }) : "write requested, sandbox, live, suspended or ended"),
        new("issuer", "Issuer URL of its identity tokens.",
            static (settings, text) => SettingText.IsWebUrl(text) ? Last(settings, partner => partner with { Issuer = text.TrimEnd('/') }) : "an absolute http or https URL without query is needed"),
        new("appUrl", "Where its own app lives. Default: the issuer.",
            static (settings, text) => SettingText.IsWebUrl(text) ? Last(settings, partner => partner with { AppUrl = text.TrimEnd('/') }) : "an absolute http or https URL without query is needed"),
    ];

    private static int? Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 1_000_000 ? count : null;

    private static int? Port(string text, int highest) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port >= 1 && port <= highest ? port : null;

    /// <summary>The reader appends one partner and then applies its keys, so the one meant is always the last.</summary>
    private static HostSettings Last(HostSettings settings, Func<PartnerSettings, PartnerSettings> change) =>
        settings with { Partners = [.. settings.Partners.SkipLast(1), change(settings.Partners[^1])] };
}
