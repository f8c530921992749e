using Tombolo.Host.DataFolders;
using Tombolo.Host.Settings;
using Tombolo.Server;
using Tombolo.Server.Partners;

namespace Tombolo.Host;

/// <summary>Puts an operator's settings into the server's own options.</summary>
internal static class ServerSettings
{
    public static void Apply(HostSettings settings, DataFolder folder, bool hasCertificate, TomboloServerOptions options)
    {
        options.Domain = settings.Domain;
        options.Development = settings.Development;
        options.PublicUrl = settings.PublicUrl;
        options.XmppPort = hasCertificate ? settings.XmppPort : 0;
        options.StandardClients.PlainChat = settings.PlainChat;
        options.Streams.MaxStanzasPerSecond = settings.StanzasPerSecond;
        options.Abuse.ConnectionsPerAddress = settings.ConnectionsPerAddress;
        StoreSettings.Apply(settings with { Data = folder.Path }, options.Storage);
        options.Node.Port = settings.NodePort;
        options.Node.Address = settings.NodeAddress;
        options.Node.Location = settings.ReconnectTo;
        options.Node.StartTlsLocation = settings.ReconnectToStartTls;
        options.Node.DrainTime = settings.DrainTime;
        options.Registration.SmsGatewayUrl = settings.SmsGatewayUrl;
        options.Registration.SmsGatewayToken = settings.SmsGatewayToken;
        if (settings.Development)
        {
            AllowRepetition(options);
        }

        ServerLimits.Apply(settings.Limits, options);

        foreach (var partner in settings.Partners)
        {
            options.Partners.Entries.Add(Entry(partner));
        }
    }

    /// <summary>On a developer's machine the same few numbers register again and again, all from one address.</summary>
    private static void AllowRepetition(TomboloServerOptions options)
    {
        const int Plenty = 100_000;
        options.Registration.ResendAfter = TimeSpan.Zero;
        options.Registration.CodesPerNumberAndDay = Plenty;
        options.Abuse.RegistrationsPerAddressAndHour = Plenty;
        options.Abuse.VerificationsPerAddressAndHour = Plenty;
        options.Abuse.NoncesPerAddressAndMinute = Plenty;
        options.Abuse.EnlistmentsPerAddressAndMinute = Plenty;
        options.Abuse.BundlesPerAccountAndHour = Plenty;
        options.Abuse.EnlistmentsPerPersonAndDay = Plenty;
        options.Abuse.KeyUploadsPerAccountAndHour = Plenty;
        options.Abuse.LoginFailuresPerAccountAndHour = Plenty;
    }

    private static PartnerEntry Entry(PartnerSettings partner)
    {
        var entry = new PartnerEntry
        {
            Id = partner.Id,
            Name = partner.Name,
            IdentifierType = partner.Shape,
            Issuer = partner.Issuer,
            AppUrl = partner.AppUrl,
            State = Enum.Parse<PartnerState>(partner.State, ignoreCase: true),
        };
        entry.AppOrigins.Add(new Uri(partner.AppUrl).GetLeftPart(UriPartial.Authority));
        return entry;
    }
}
