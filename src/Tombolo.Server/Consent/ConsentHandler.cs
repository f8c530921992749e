using System.Xml.Linq;
using Dapper;
using Tombolo.Server.Accounts;
using Tombolo.Server.Routing;
using Tombolo.Server.Storage;

namespace Tombolo.Server.Consent;

/// <summary><c>urn:tombolo:consent:0</c>: accept, decline, block, unblock, and the list of relations.</summary>
internal sealed class ConsentHandler(Relations relations, IDatabase database, IAccountSignals signals, ServiceNames services) : IIqHandler
{
    private static readonly XNamespace Name = "urn:tombolo:consent:0";

    public string Namespace => Name.NamespaceName;

    public async ValueTask<IqReply> HandleAsync(IqRequest request, CancellationToken cancellationToken)
    {
        if (request.To is not null)
        {
            return IqReply.Error(ErrorCode.FeatureUnknown);
        }

        if (request.Type == IqType.Get)
        {
            return request.Payload.Name == Name + "relations"
                ? IqReply.Result(await ListAsync(request.Sender.Account, cancellationToken))
                : IqReply.Error(ErrorCode.FeatureUnknown);
        }

        return await ChangeAsync(request, cancellationToken);
    }

    private async Task<IqReply> ChangeAsync(IqRequest request, CancellationToken cancellationToken)
    {
        var owner = request.Sender.Account;
        if (!AccountAddress.TryParse((string?)request.Payload.Attribute("jid"), out var peer) || services.ServiceOf(peer) is null || peer == owner)
        {
            return IqReply.Error(ErrorCode.RequestMalformed);
        }

        Func<AccountAddress, AccountAddress, CancellationToken, Task<Relation>>? change = request.Payload.Name.LocalName switch
        {
            "accept" => relations.AcceptAsync,
            "decline" => relations.DeclineAsync,
            "block" => relations.BlockAsync,
            "unblock" => relations.UnblockAsync,
            _ => null,
        };
        if (change is null)
        {
            return IqReply.Error(ErrorCode.FeatureUnknown);
        }

        await change(owner, peer, cancellationToken);
        await signals.FactsChangedAsync(owner, cancellationToken);
        if (request.Payload.Name.LocalName == "block")
        {
            await signals.BlockedAsync(owner, peer, cancellationToken);
        }

        return IqReply.Empty;
    }

    private async Task<XElement> ListAsync(AccountAddress owner, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(
            connection => connection.Query<Row>(
                """
                SELECT relation.peer AS Peer, relation.state AS State, identifier.service AS Service, identifier.type AS Type, identifier.value AS Value
                FROM relation LEFT JOIN account ON account.address = relation.peer LEFT JOIN identifier ON identifier.id = account.identifier
                WHERE relation.owner = @owner AND relation.state <> @none ORDER BY relation.changed_at
                """,
                new { owner = owner.ToString(), none = (int)RelationState.None }).ToArray(),
            cancellationToken);
        return new XElement(Name + "relations", rows.Select(row => new XElement(
            Name + "relation",
            new XAttribute("jid", row.Peer),
            new XAttribute("state", ((RelationState)row.State).ToString().ToLowerInvariant()),
            row.Value is null ? null : new XAttribute("type", row.Type!),
            row.Value is null ? null : new XAttribute("value", row.Value),
            row.Service is { Length: > 0 } partner ? new XAttribute("partner", partner) : null)));
    }

    private sealed record Row
    {
        public string Peer { get; init; } = "";

        public int State { get; init; }

        public string? Service { get; init; }

        public string? Type { get; init; }

        public string? Value { get; init; }
    }
}
