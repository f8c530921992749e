using System.Reflection;
using Microsoft.Extensions.Options;
using Tombolo.Interop.Enlistment;
using Tombolo.Server.Consent;

namespace Tombolo.Server.Accounts.Enrolment;

/// <summary>What devices are told about the host's doors and limits.</summary>
internal sealed class HostEndpointsSource(IOptions<TomboloServerOptions> options)
{
    /// <summary>Largest ciphertext for one device; with base64 and tags it fits the default stanza limit with room for several devices.</summary>
    public const int MaxCiphertextBytes = 65_536;

    private readonly TomboloServerOptions _options = options.Value;

    public static string ServerVersion { get; } =
        typeof(HostEndpointsSource).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    public Uri PublicUrl { get; } = new(options.Value.PublicUrl);

    public string Issuer { get; } = options.Value.PublicUrl.TrimEnd('/');

    public string Websocket => (PublicUrl.Scheme == Uri.UriSchemeHttps ? "wss://" : "ws://") + PublicUrl.Authority + "/xmpp";

    public XmppEndpoint Xmpp => new(PublicUrl.Host, _options.XmppPort);

    public Enrolled Describe(AccountAddress account, string loginToken, DateTimeOffset? loginTokenExpiresAt) => new()
    {
        Account = account.ToString(),
        DeviceId = DeviceAddress.Primary,
        LoginToken = loginToken,
        LoginTokenExpiresAt = loginTokenExpiresAt,
        Endpoints = new ConnectionEndpoints { Websocket = Websocket, Xmpp = Xmpp },
        Limits = new ConnectionLimits
        {
            MaxStanzaBytes = _options.Streams.MaxStanzaBytes,
            MaxCiphertextBytes = MaxCiphertextBytes,
            RequestsPerStranger = ConsentPolicy.RequestsPerStranger,
        },
        ServerVersion = ServerVersion,
    };
}
