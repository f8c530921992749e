using System.Net;
using Tombolo.Server.Storage;

namespace Tombolo.Host.Settings;

/// <summary>
/// Everything one host process is told from outside, already checked. Made by <see cref="SettingsReader"/> from a file, the
/// environment and flags; the keys are listed in <see cref="SettingKeys"/> and in docs/operators.md.
/// </summary>
public sealed record HostSettings
{
    /// <summary>The XMPP domain of the host's own accounts. Direct partners live at <c>&lt;partner&gt;.interop.&lt;domain&gt;</c>.</summary>
    public string Domain { get; init; } = "localhost";

    /// <summary>TCP port of HTTP and WebSocket on both loopback addresses, 1 to 65535.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>Where everything inside TLS listens; null for both loopback addresses. Plain HTTP never leaves loopback.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>TCP port of HTTPS and WebSocket, 1 to 65535; 0 for none.</summary>
    public int HttpsPort { get; init; }

    /// <summary>TCP port of XMPP with direct TLS. Two above <see cref="Port"/> unless it is set.</summary>
    public int XmppPort { get => field == 0 ? Port + 2 : field; init; }

    /// <summary>Loopback address and port of XMPP without TLS, for load generators and tests; null for none.</summary>
    public IPEndPoint? ListenPlain { get; init; }

    /// <summary>TCP port where standard XMPP clients begin with STARTTLS, 1 to 65535; 0 for none.</summary>
    public int StartTlsPort { get; init; }

    /// <summary>Lets standard clients of the own domain write plain messages to each other, which the host can read.</summary>
    public bool PlainChat { get; init; }

    /// <summary>Small messages one XMPP connection may send in a second for any length of time, 0 to 1,000,000; 0 for no limit.</summary>
    public int StanzasPerSecond { get; init; } = 300;

    /// <summary>XMPP connections one network address may have at once, 0 to 1,000,000.</summary>
    public int ConnectionsPerAddress { get; init; } = 500;

    /// <summary>Folder of everything the host keeps: database, keys, media, logs. Made when it is missing, readable by its owner only.</summary>
    public string Data { get; init; } = "data";

    /// <summary>What keeps accounts and mailboxes.</summary>
    public DatabaseEngine Database { get; init; }

    /// <summary>How to reach PostgreSQL (the keywords of Npgsql); null with SQLite. Never logged.</summary>
    public string? DatabaseConnection { get; init; }

    /// <summary>TCP port on which the other nodes of a cluster reach this one; 0 for a host alone.</summary>
    public int NodePort { get; init; }

    /// <summary>Where they reach it: loopback or a private network, because what nodes say to each other is not encrypted.</summary>
    public IPAddress NodeAddress { get; init; } = IPAddress.Loopback;

    /// <summary>Where clients that use TLS from the first byte reach this very node, <c>host:port</c>; null tells them nothing.</summary>
    public string? ReconnectTo { get; init; }

    /// <summary>Where clients that begin with STARTTLS reach this very node, <c>host:port</c>; null tells them nothing.</summary>
    public string? ReconnectToStartTls { get; init; }

    /// <summary>Time between becoming unready and closing connections when the host stops.</summary>
    public TimeSpan DrainTime { get; init; }

    /// <summary>Opens the outbox page, permits loopback partners and makes certificates by itself. Never on a public address.</summary>
    public bool Development { get; init; }

    /// <summary>Folder of the published chat app (the one that holds its index.html), or null to serve none.</summary>
    public string? Web { get; init; }

    /// <summary>The URL people and partners reach this host at, without a slash at the end; <c>http://localhost:PORT</c> unless it is set.</summary>
    public string PublicUrl { get => field ?? $"http://localhost:{Port}"; init; }

    /// <summary>Whom to tell about vulnerabilities, as a URI (RFC 9116 section 2.5.3); null tells nobody.</summary>
    public string? SecurityContact { get; init; }

    /// <summary>PEM file of the TLS certificate chain for XMPP. Null in development: a local authority makes one.</summary>
    public string? Certificate { get; init; }

    /// <summary>PEM file of the private key that belongs to <see cref="Certificate"/>.</summary>
    public string? CertificateKey { get; init; }

    /// <summary>HTTP gateway that sends one-time codes, or null: then codes go to the outbox in development and registration is closed elsewhere.</summary>
    public Uri? SmsGatewayUrl { get; init; }

    /// <summary>Bearer token for the gateway. Never logged.</summary>
    public string? SmsGatewayToken { get; init; }

    /// <summary>Where Prometheus fetches metrics, and nothing else answers; null for nowhere.</summary>
    public IPEndPoint? Metrics { get; init; }

    /// <summary>What a bearer of metrics must show; null when loopback is enough. Never logged.</summary>
    public string? MetricsToken { get; init; }

    /// <summary>An OpenTelemetry collector (OTLP over HTTP) that gets metrics and traces, or null.</summary>
    public Uri? OtlpUrl { get; init; }

    /// <summary>Which part of logins and batches of messages is traced, 0 to 1.</summary>
    public double TraceRatio { get; init; } = 0.01;

    /// <summary>Rates and quotas that differ from the server's own.</summary>
    public LimitSettings Limits { get; init; } = new();

    /// <summary>The partners this host exchanges messages with; none by default.</summary>
    public IReadOnlyList<PartnerSettings> Partners { get; init; } = [];

    /// <summary>The domain alone: a record would print its secrets.</summary>
    public override string ToString() => $"settings of {Domain}";
}
