using System.Xml.Linq;
using Dapper;
using Tombolo.Server.Routing;
using Tombolo.Server.Storage;

namespace Tombolo.Server.Accounts;

/// <summary><c>urn:tombolo:account:0</c>: what the host knows of the own account; and the end of a host user's account.</summary>
internal sealed class AccountHandler(IDatabase database, Deletions deletions) : IIqHandler
{
    private static readonly XNamespace Name = "urn:tombolo:account:0";

    public string Namespace => Name.NamespaceName;

    public async ValueTask<IqReply> HandleAsync(IqRequest request, CancellationToken cancellationToken)
    {
        if (request.To is not null || request.Payload.Name.LocalName != "account")
        {
            return IqReply.Error(ErrorCode.FeatureUnknown);
        }

        if (request.Type == IqType.Get)
        {
            return await DescribeAsync(request.Sender.Account, cancellationToken) is { } account ? IqReply.Result(account) : IqReply.Error(ErrorCode.DeviceUnknown);
        }

        // A partner's user leaves by an identity token with purpose delete: the partner must hear of it.
        if (request.SenderPartner is not null || request.Payload.Element(Name + "delete") is null)
        {
            return IqReply.Error(ErrorCode.FeatureUnknown);
        }

        await deletions.DeleteAsync(request.Sender.Account, cancellationToken);
        return IqReply.Empty;
    }

    private Task<XElement?> DescribeAsync(AccountAddress account, CancellationToken cancellationToken) => database.ReadAsync(
        connection =>
        {
            var row = connection.QuerySingleOrDefault<Row>(
                """
                SELECT account.service AS Service, account.region AS Region, identifier.type AS Type, identifier.value AS Value
                FROM account JOIN identifier ON identifier.id = account.identifier WHERE account.address = @account
                """,
                new { account = account.ToString() });
            var devices = connection.Query<(long Id, string Platform, string Name)>(
                "SELECT id, platform, name FROM device WHERE account = @account ORDER BY id", new { account = account.ToString() });
            return row is null ? null : new XElement(
                Name + "account",
                new XAttribute("jid", account.ToString()),
                new XAttribute("region", row.Region),
                new XElement(
                    Name + "identifier",
                    new XAttribute("type", row.Type),
                    new XAttribute("value", row.Value),
                    row.Service == ServiceNames.Host ? null : new XAttribute("partner", row.Service)),
                devices.Select(device => new XElement(
                    Name + "device", new XAttribute("id", device.Id), new XAttribute("platform", device.Platform), new XAttribute("name", device.Name))));
        },
        cancellationToken);

    private sealed record Row
    {
        public string Service { get; init; } = "";

        public string Region { get; init; } = "";

        public string Type { get; init; } = "";

        public string Value { get; init; } = "";
    }
}
