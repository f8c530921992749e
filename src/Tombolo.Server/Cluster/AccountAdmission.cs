using Tombolo.Server.Accounts;
using Tombolo.Server.Consent;
using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Cluster;

/// <summary>Decides about what is sent to one account: who may write what, and to which devices it goes. Guarded by the account's lock; changes nothing.</summary>
internal sealed class AccountAdmission(AccountKnowledge knowledge, AccountMailboxes mailboxes)
{
    private static readonly int[] StandardClients = [DeviceAddress.StandardClients];

    public Admission Consider(InboundMessage message)
    {
        if (knowledge.Facts is not { } facts)
        {
            return Admission.Drop(ErrorCode.NotReachable);
        }

        if (message.Kind == MessageKind.Plain)
        {
            return ConsiderPlain(message, facts);
        }

        var decision = DecisionAbout(message, facts);
        if (decision.Verdict is Verdict.Refuse or Verdict.DiscardSilently)
        {
            var drop = Admission.Drop(decision.Code);
            return ConsentPolicy.CountsAsRequest(FactsOf(message), decision, knowledge.RelationWith(message.Sender.Account)) ? drop with { Kind = AdmissionKind.DropCounted } : drop;
        }

        if (message.Kind == MessageKind.Encrypted && !string.Equals(message.DevicesDigest, facts.DevicesDigest, StringComparison.Ordinal))
        {
            return Admission.Drop(ErrorCode.DevicesChanged, HostStanzas.Devices(facts));
        }

        var isRequest = decision.Verdict == Verdict.DeliverAsRequest;
        var (devices, entries) = mailboxes.Address(message, isRequest);
        return new Admission(message.Ephemeral ? AdmissionKind.Push : isRequest ? AdmissionKind.StoreRequest : AdmissionKind.Store, DeliveryResult.Done, devices, entries);
    }

    private static MessageFacts FactsOf(InboundMessage message) => new(message.Sender, message.SenderPartner, message.Kind, message.Ephemeral);

    private Decision DecisionAbout(InboundMessage message, AccountFacts facts) => message.Sender.Account == facts.Account
        ? Decision.Deliver
        : ConsentPolicy.Decide(FactsOf(message), facts, knowledge.RelationWith(message.Sender.Account));

    /// <summary>A plain message between standard clients of the own domain; the operator's switch was looked at where it came in.</summary>
    private Admission ConsiderPlain(InboundMessage message, AccountFacts facts)
    {
        if (facts.Partner is not null || message.SenderPartner is not null)
        {
            return Admission.Drop(ErrorCode.NotReachable);
        }

        if (mailboxes.Standard is not { } mailbox)
        {
            // tombolo admin app-password writes into the store and tells nobody.
            return Admission.Drop(ErrorCode.NotReachable) with { Kind = AdmissionKind.DropUnlessNews };
        }

        return knowledge.RelationWith(message.Sender.Account).State == RelationState.Blocked
            ? Admission.Drop(null)
            : new Admission(message.Ephemeral ? AdmissionKind.Push : AdmissionKind.Store, DeliveryResult.Done, StandardClients, [(mailbox.Mailbox, message.Contents[0].Content)]);
    }
}
