using System.Text;
using System.Xml.Linq;
using Dapper;
using Tombolo.Server.Accounts;
using Tombolo.Server.Cluster;
using Tombolo.Server.Partners;
using Tombolo.Server.Routing;
using Tombolo.Server.Storage;

namespace Tombolo.Server.Consent.ThirdPartyChats;

/// <summary><c>urn:tombolo:settings:0</c>: a host user's switch for third-party chats. Off until they turn it on.</summary>
internal sealed class ThirdPartyChatsHandler(
    ThirdPartySettingsStore settings, IDatabase database, PartnerRegistry partners, Availability availability, IAccountSignals signals, ServiceNames services) : IIqHandler
{
    public string Namespace => ThirdPartyChatsElement.Namespace.NamespaceName;

    public async ValueTask<IqReply> HandleAsync(IqRequest request, CancellationToken cancellationToken)
    {
        if (request.To is not null || request.SenderPartner is not null || request.Payload.Name.LocalName != "third-party-chats")
        {
            return IqReply.Error(ErrorCode.FeatureUnknown);
        }

        if (await RefuseAsync(request.Sender.Account, cancellationToken) is { } refusal)
        {
            return IqReply.Error(refusal);
        }

        var current = await settings.ReadAsync(request.Sender.Account, cancellationToken);
        return request.Type == IqType.Get
            ? IqReply.Result(ThirdPartyChatsElement.Write(current, partners.Active))
            : await ChangeAsync(request, current, cancellationToken);
    }

    private async Task<IqReply> ChangeAsync(IqRequest request, ThirdPartySettings current, CancellationToken cancellationToken)
    {
        if (ThirdPartyChatsElement.Apply(request.Payload, current, partners.Active) is not { } wanted)
        {
            return IqReply.Error(ErrorCode.RequestMalformed);
        }

        var account = request.Sender.Account;
        await settings.WriteAsync(account, wanted, cancellationToken);
        await signals.FactsChangedAsync(account, cancellationToken);
        var element = ThirdPartyChatsElement.Write(wanted, partners.Active);
        var notice = new HostNotice(services.HostDomain, Encoding.UTF8.GetBytes(element.ToString(SaveOptions.DisableFormatting)), request.Sender.Device);
        await signals.PushAsync(account, notice, cancellationToken);
        return IqReply.Result(element);
    }

    private async Task<ErrorCode?> RefuseAsync(AccountAddress account, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(
            connection => connection.QuerySingleOrDefault<Row>(
                "SELECT account.region AS Region, device.platform AS Platform FROM account JOIN device ON device.account = account.address AND device.id = @primary WHERE account.address = @account",
                new { account = account.ToString(), primary = DeviceAddress.Primary }),
            cancellationToken);
        return row is null ? ErrorCode.DeviceUnknown : availability.Refusal(row.Region, row.Platform);
    }

    private sealed record Row
    {
        public string Region { get; init; } = "";

        public string Platform { get; init; } = "";
    }
}
