using Tombolo.Server.Accounts;
using Tombolo.Server.Consent;
using Tombolo.Server.Routing;

namespace Tombolo.Server.Keys;

/// <summary>Keys are for who may write: the same decision as for a message, made before there is one.</summary>
internal sealed class KeyAccess(IAccountFacts accountFacts)
{
    /// <summary>The facts of the account asked about, or why the asker does not get them. A declined or blocked asker does, like everybody whose messages look sent.</summary>
    public async Task<Outcome<AccountFacts>> FindAsync(IqRequest request, CancellationToken cancellationToken)
    {
        var target = await accountFacts.LoadAsync(request.To ?? request.Sender.Account, cancellationToken);
        if (target is null)
        {
            return ErrorCode.NotReachable;
        }

        if (target.Account == request.Sender.Account)
        {
            return target;
        }

        if (await accountFacts.LoadAsync(request.Sender.Account, cancellationToken) is not { } sender)
        {
            return ErrorCode.DeviceUnknown;
        }

        if (ConsentPolicy.DecideSending(sender, target.Partner).Code is { } refusal)
        {
            return refusal;
        }

        var message = new MessageFacts(request.Sender, request.SenderPartner, MessageKind.Encrypted, Ephemeral: false);
        var decision = ConsentPolicy.Decide(message, target, target.Relations.GetValueOrDefault(request.Sender.Account));
        return decision.Code is { } code ? code : target;
    }
}
