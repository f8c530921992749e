using Tombolo.Server.Accounts;
using Tombolo.Server.Consent;
using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Cluster;

/// <summary>Decides about what is sent to one account: who may write what, to which devices it goes, whether there is room. Belongs to the account's grain.</summary>
internal sealed class AccountReception(AccountKnowledge knowledge, AccountMailboxes mailboxes, LiveSessions sessions, AccountPublisher publisher)
{
    /// <summary>Takes one message: what is to be stored goes into the publication, the rest is done when this returns.</summary>
    public async ValueTask<DeliveryResult> AcceptAsync(InboundMessage message, Publication publication)
    {
        if (knowledge.Facts is not { } facts)
        {
            return new DeliveryResult(ErrorCode.NotReachable);
        }

        if (message.Kind == MessageKind.Plain)
        {
            return await AcceptPlainAsync(message, facts, publication);
        }

        var decision = DecisionAbout(message, facts);
        if (decision.Verdict is Verdict.Refuse or Verdict.DiscardSilently)
        {
            if (ConsentPolicy.CountsAsRequest(FactsOf(message), decision, knowledge.RelationWith(message.Sender.Account)))
            {
                await knowledge.CountDroppedAsync(message.Sender.Account);
            }

            return new DeliveryResult(decision.Code);
        }

        if (message.Kind == MessageKind.Encrypted && !string.Equals(message.DevicesDigest, facts.DevicesDigest, StringComparison.Ordinal))
        {
            return new DeliveryResult(ErrorCode.DevicesChanged, HostStanzas.Devices(facts));
        }

        return await DistributeAsync(message, decision.Verdict == Verdict.DeliverAsRequest, publication);
    }

    private static MessageFacts FactsOf(InboundMessage message) => new(message.Sender, message.SenderPartner, message.Kind, message.Ephemeral);

    private Decision DecisionAbout(InboundMessage message, AccountFacts facts) => message.Sender.Account == facts.Account
        ? Decision.Deliver
        : ConsentPolicy.Decide(FactsOf(message), facts, knowledge.RelationWith(message.Sender.Account));

    private async ValueTask<DeliveryResult> DistributeAsync(InboundMessage message, bool isRequest, Publication publication)
    {
        var contents = mailboxes.ContentsFor(message, isRequest);
        if (message.Ephemeral)
        {
            contents.ForEach(content => sessions.Push(content.Device, [.. content.Content, .. HostStanzas.MessageEnd]));
            return DeliveryResult.Done;
        }

        if (await mailboxes.IsFullAsync(contents))
        {
            return new DeliveryResult(ErrorCode.PolicyQuota);
        }

        if (isRequest)
        {
            await knowledge.CountRequestAsync(message.Sender.Account);
        }

        publisher.Add(publication, message.Digest, isRequest, contents);
        return DeliveryResult.Done;
    }

    /// <summary>A plain message between standard clients of the own domain; the operator's switch was looked at where it came in.</summary>
    private async ValueTask<DeliveryResult> AcceptPlainAsync(InboundMessage message, AccountFacts facts, Publication publication)
    {
        if (mailboxes.Standard is null || facts.Partner is not null || message.SenderPartner is not null)
        {
            return new DeliveryResult(ErrorCode.NotReachable);
        }

        if (knowledge.RelationWith(message.Sender.Account).State == RelationState.Blocked)
        {
            return DeliveryResult.Done;
        }

        var content = message.Contents[0].Content;
        if (message.Ephemeral)
        {
            sessions.Push(DeviceAddress.StandardClients, [.. content, .. HostStanzas.MessageEnd]);
            return DeliveryResult.Done;
        }

        List<(int Device, byte[] Content)> contents = [(DeviceAddress.StandardClients, content)];
        if (await mailboxes.IsFullAsync(contents))
        {
            return new DeliveryResult(ErrorCode.PolicyQuota);
        }

        publisher.Add(publication, message.Digest, isRequest: false, contents);
        return DeliveryResult.Done;
    }
}
