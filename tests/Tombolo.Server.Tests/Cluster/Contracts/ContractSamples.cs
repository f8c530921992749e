using System.Collections.Frozen;
using System.Text;
using Orleans.Runtime;
using Tombolo.Server.Accounts;
using Tombolo.Server.Cluster;
using Tombolo.Server.Consent;
using Tombolo.Server.Mailboxes;
using Tombolo.Server.StandardClients.Presence;
using Tombolo.Xmpp.Presence;

namespace Tombolo.Server.Tests.Cluster.Contracts;

/// <summary>One of each that nodes say to each other, with every member set somewhere. New ones come last: their bytes are lines of a file.</summary>
internal static class ContractSamples
{
    public static IEnumerable<object> All()
    {
        var alice = new DeviceAddress(AccountAddress.Parse("alice@chat.example"), 2);
        var facts = new AccountFacts
        {
            Account = alice.Account,
            Partner = "wren",
            Identifier = new AccountIdentifier("email", "alice@wren.example"),
            Devices = [new DeviceFacts(1, 17, [5, 6, 7])],
            DevicesDigest = "digest",
            EnabledPartners = FrozenSet<string>.Empty,
            Relations = FrozenDictionary<AccountAddress, Relation>.Empty,
            HasAppPassword = true,
        };
        var node = SiloAddress.FromParsableString("10.0.0.1:11111@17");
        var session = Guid.Parse("0193f0aa-0000-7000-8000-000000000001");
        yield return new InboundMessage
        {
            Sender = alice,
            SenderPartner = "wren",
            Digest = new StanzaDigest(42),
            Kind = MessageKind.Encrypted,
            DevicesDigest = "digest",
            Contents = [new DeviceContent(1, Encoding.UTF8.GetBytes("<message/>"))],
            StartsSession = true,
        };
        yield return new DeliveryResult(ErrorCode.DevicesChanged, [1, 2]);
        yield return new SessionLink(session, 1, node, "phone", true);
        yield return new AttachReply(new Attachment(7, facts, 99, node), SessionEnd.Replaced);
        yield return new HostNotice("chat.example", [1], 2);
        yield return new SessionOrder
        {
            Session = session,
            Kind = SessionOrderKind.Offer,
            Entry = new MailboxEntry(100, new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero), true, [3]),
            After = 99,
        };
        yield return new SessionOrder { Session = session, Kind = SessionOrderKind.FactsChanged, Facts = facts };
        yield return new SessionOrder { Session = session, Kind = SessionOrderKind.End, End = SessionEnd.DeviceRemoved };
        yield return new Decision(Verdict.Refuse, ErrorCode.PolicyQuota);
        yield return new PresenceStanza(PresenceType.Subscribe, Encoding.UTF8.GetBytes("<presence/>"), 9, "alice@chat.example");
        yield return new PresenceTarget(alice.Account, "alice@chat.example/phone");
        yield return new ClientLink(new SessionLink(session, 1, node, "phone", false), "alice@chat.example/phone");
        yield return facts with
        {
            EnabledPartners = new[] { "kite", "wren" }.ToFrozenSet(),
            Relations = new Dictionary<AccountAddress, Relation> { [AccountAddress.Parse("bob@chat.example")] = new(RelationState.Blocked, 3) }.ToFrozenDictionary(),
        };
        yield return new NodeDelivery(alice.Account, [new InboundMessage { Sender = alice, Digest = null, Kind = MessageKind.Plain, Contents = [new DeviceContent(0, [4])] }]);
        yield return new NodeDeliveryReply(NodeDeliveryOutcome.Answered, [new DeliveryResult(ErrorCode.PolicyQuota), default]);
    }
}
