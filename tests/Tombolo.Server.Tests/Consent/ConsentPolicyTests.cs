using System.Collections.Frozen;
using Tombolo.Server.Accounts;
using Tombolo.Server.Consent;

namespace Tombolo.Server.Tests.Consent;

public sealed class ConsentPolicyTests
{
    private static readonly DeviceAddress Bea = new(AccountAddress.Parse("bea@wren.interop.localhost"), 1);
    private static readonly DeviceAddress Carol = new(AccountAddress.Parse("carol@localhost"), 1);
    private static readonly Relation Contact = new(RelationState.Accepted, ConsentPolicy.OnceAccepted);

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Decide_StrangerWithRequestsLeft_DeliversAsRequest(int requests) =>
        Assert.Equal(Decision.DeliverAsRequest, FromBea(On, new Relation(RelationState.Requested, requests)));

    [Fact]
    public void Decide_StrangersSixthMessage_IsPolicyQuota() =>
        Assert.Equal(Decision.Refuse(ErrorCode.PolicyQuota), FromBea(On, new Relation(RelationState.Requested, 5)));

    [Fact]
    public void Decide_Contact_Delivers() => Assert.Equal(Decision.Deliver, FromBea(On, Contact));

    [Fact]
    public void Decide_Off_TellsStrangersAndContactsDifferentThings()
    {
        Assert.Equal(Decision.Refuse(ErrorCode.NotReachable), FromBea(Off, default));
        Assert.Equal(Decision.Refuse(ErrorCode.NotReachable), FromBea(Off, new Relation(RelationState.Requested, 2)));
        Assert.Equal(Decision.Refuse(ErrorCode.PolicyOptedOut), FromBea(Off, Contact));
    }

    [Fact]
    public void Decide_AnotherPartnerIsOn_StillNotReachable() =>
        Assert.Equal(Decision.Refuse(ErrorCode.NotReachable), FromBea(Alice("cricket"), default));

    /// <summary>Declined, blocked and unanswered strangers get the same answers, message by message, with the setting on and off.</summary>
    [Theory]
    [InlineData(nameof(RelationState.Declined), 0)]
    [InlineData(nameof(RelationState.Declined), 4)]
    [InlineData(nameof(RelationState.Declined), 5)]
    [InlineData(nameof(RelationState.Blocked), 0)]
    [InlineData(nameof(RelationState.Blocked), 4)]
    [InlineData(nameof(RelationState.Blocked), 5)]
    public void Decide_RefusedStranger_CannotTellFromAnUnansweredOne(string state, int requests)
    {
        foreach (var receiver in new[] { On, Off })
        {
            foreach (var kind in new[] { MessageKind.Encrypted, MessageKind.Retry, MessageKind.Plain })
            {
                var refused = Decide(kind, receiver, new Relation(Enum.Parse<RelationState>(state), requests));
                var unanswered = Decide(kind, receiver, new Relation(RelationState.Requested, requests));
                Assert.Equal(unanswered.Code, refused.Code);
                Assert.NotEqual(Verdict.DeliverAsRequest, refused.Verdict);
            }
        }
    }

    [Fact]
    public void Decide_BlockedContact_CannotTellFromAContact()
    {
        var blocked = new Relation(RelationState.Blocked, ConsentPolicy.OnceAccepted);

        Assert.Equal(FromBea(On, Contact).Code, FromBea(On, blocked).Code);
        Assert.Equal(FromBea(Off, Contact).Code, FromBea(Off, blocked).Code);
        Assert.Equal(Decision.DiscardSilently, FromBea(On, blocked));
    }

    [Fact]
    public void CountsAsRequest_DroppedMessageOfADeclinedStranger_Counts()
    {
        var message = new MessageFacts(Bea, "wren", MessageKind.Encrypted, Ephemeral: false);
        var declined = new Relation(RelationState.Declined, 2);

        Assert.True(ConsentPolicy.CountsAsRequest(message, ConsentPolicy.Decide(message, On, declined), declined));
        Assert.False(ConsentPolicy.CountsAsRequest(message, ConsentPolicy.Decide(message, On, Contact), Contact));
    }

    [Fact]
    public void Decide_RetryOrTypingOfAStranger_IsDropped()
    {
        Assert.Equal(Decision.DiscardSilently, Decide(MessageKind.Retry, On, default));
        Assert.Equal(Decision.DiscardSilently, ConsentPolicy.Decide(new MessageFacts(Bea, "wren", MessageKind.Encrypted, Ephemeral: true), On, default));
    }

    [Fact]
    public void Decide_Plaintext_NeverPasses()
    {
        Assert.Equal(Decision.Refuse(ErrorCode.PolicyPlaintext), Decide(MessageKind.Plain, On, Contact));
        Assert.Equal(Decision.Refuse(ErrorCode.PolicyPlaintext), ConsentPolicy.Decide(new MessageFacts(Carol, null, MessageKind.Plain, Ephemeral: false), On, Contact));
    }

    [Fact]
    public void Decide_NativeChat_NeedsNoConsentButHonoursABlock()
    {
        var message = new MessageFacts(Carol, null, MessageKind.Encrypted, Ephemeral: false);

        Assert.Equal(Decision.Deliver, ConsentPolicy.Decide(message, Off, default));
        Assert.Equal(Decision.DiscardSilently, ConsentPolicy.Decide(message, Off, new Relation(RelationState.Blocked, ConsentPolicy.OnceAccepted)));
    }

    [Fact]
    public void Decide_HostUserWritesToAPartnersUserFirst_IsARequestThere()
    {
        var bea = Alice() with { Account = Bea.Account, Partner = "wren" };
        var message = new MessageFacts(Carol, null, MessageKind.Encrypted, Ephemeral: false);

        Assert.Equal(Decision.DeliverAsRequest, ConsentPolicy.Decide(message, bea, default));
    }

    [Fact]
    public void Decide_PartnerToPartner_IsNotReachable()
    {
        var other = Alice() with { Account = AccountAddress.Parse("c@cricket.interop.localhost"), Partner = "cricket" };

        Assert.Equal(Decision.Refuse(ErrorCode.NotReachable), FromBea(other, Contact));
    }

    [Fact]
    public void DecideSending_WithThirdPartyChatsOff_IsPolicyOptedOut()
    {
        Assert.Equal(Decision.Refuse(ErrorCode.PolicyOptedOut), ConsentPolicy.DecideSending(Off, "wren"));
        Assert.Equal(Decision.Deliver, ConsentPolicy.DecideSending(On, "wren"));
        Assert.Equal(Decision.Deliver, ConsentPolicy.DecideSending(Off, null));
    }

    private static AccountFacts On => Alice("wren");

    private static AccountFacts Off => Alice();

    private static Decision FromBea(AccountFacts receiver, Relation relation) => Decide(MessageKind.Encrypted, receiver, relation);

    private static Decision Decide(MessageKind kind, AccountFacts receiver, Relation relation) =>
        ConsentPolicy.Decide(new MessageFacts(Bea, "wren", kind, Ephemeral: false), receiver, relation);

    private static AccountFacts Alice(params string[] partners) => new()
    {
        Account = AccountAddress.Parse("alice@localhost"),
        Identifier = new AccountIdentifier("phone", "+34600000001"),
        Devices = [],
        DevicesDigest = "",
        EnabledPartners = partners.ToFrozenSet(),
        Relations = FrozenDictionary<AccountAddress, Relation>.Empty,
    };
}
