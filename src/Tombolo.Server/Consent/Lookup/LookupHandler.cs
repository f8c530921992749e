using System.Xml.Linq;
using Tombolo.Interop.Identity;
using Tombolo.Server.Accounts;
using Tombolo.Server.Routing;

namespace Tombolo.Server.Consent.Lookup;

/// <summary><c>urn:tombolo:lookup:0</c>: from an identifier to an address, for who may know it. Every no looks the same.</summary>
internal sealed class LookupHandler(Directory directory, LookupBudget budget, IAccountFacts accountFacts) : IIqHandler
{
    private static readonly XNamespace Name = "urn:tombolo:lookup:0";

    public string Namespace => Name.NamespaceName;

    public async ValueTask<IqReply> HandleAsync(IqRequest request, CancellationToken cancellationToken)
    {
        var element = request.Payload.Element(Name + "identifier");
        if (request.Type != IqType.Get || request.Payload.Name.LocalName != "lookup" || request.To is not null)
        {
            return IqReply.Error(ErrorCode.FeatureUnknown);
        }

        if ((string?)element?.Attribute("type") is not { } type || !IdentifierTypes.IsKnown(type)
            || (string?)element.Attribute("value") is not { Length: > 0 and <= Identifier.MaxValueLength } value)
        {
            return IqReply.Error(ErrorCode.RequestMalformed);
        }

        var partner = (string?)element.Attribute("partner");
        var wanted = new Identifier(type, Canonical(type, value));
        if (!await budget.TryTakeAsync(request.Sender.Account, request.SenderPartner ?? ServiceNames.Host, wanted, partner ?? ServiceNames.Host, cancellationToken))
        {
            return IqReply.Error(ErrorCode.PolicyRate);
        }

        return request.SenderPartner is { } senderPartner
            ? Reply(wanted, partner, await FindForPartnerAsync(senderPartner, partner, wanted, cancellationToken))
            : await FindForHostUserAsync(request.Sender.Account, partner, wanted, cancellationToken);
    }

    private async Task<string?> FindForPartnerAsync(string senderPartner, string? partner, Identifier wanted, CancellationToken cancellationToken)
    {
        var found = await directory.FindForPartnerAsync(senderPartner, wanted, cancellationToken);
        return partner is null ? found : null;
    }

    private async Task<IqReply> FindForHostUserAsync(AccountAddress sender, string? partner, Identifier wanted, CancellationToken cancellationToken)
    {
        if (partner is not null
            && (await accountFacts.LoadAsync(sender, cancellationToken) is not { } own || !own.EnabledPartners.Contains(partner)))
        {
            return IqReply.Error(ErrorCode.PolicyOptedOut);
        }

        return Reply(wanted, partner, await directory.FindAsync(partner ?? ServiceNames.Host, wanted, cancellationToken));
    }

    private static IqReply Reply(Identifier wanted, string? partner, string? address) => address is null
        ? IqReply.Error(ErrorCode.NotReachable)
        : IqReply.Result(new XElement(Name + "lookup", new XElement(
            Name + "identifier",
            new XAttribute("type", wanted.Type),
            new XAttribute("value", wanted.Value),
            partner is null ? null : new XAttribute("partner", partner),
            new XAttribute("address", address))));

    // What has no canonical form is nobody's identifier; it is looked up all the same, so that the answer takes as long.
    private static string Canonical(string type, string value) => type switch
    {
        IdentifierTypes.Phone when PhoneNumber.TryParse(value, out var number) => number!.E164,
        IdentifierTypes.Email when EmailAddress.TryCanonicalise(value, out var address) => address,
        IdentifierTypes.Handle => value.ToLowerInvariant(),
        _ => value,
    };
}
