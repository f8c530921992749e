using CsCheck;
using Tombolo.Xmpp.Presence;
using Tombolo.Xmpp.Roster;
using Tombolo.Xmpp.Subscriptions;

namespace Tombolo.Xmpp.Tests.Subscriptions;

public sealed class SubscriptionRulesTests
{
    public static IEnumerable<TheoryDataRow<string, PresenceType, string?>> OutboundRows => SubscriptionTables.OutboundRows;

    public static IEnumerable<TheoryDataRow<string, PresenceType, string?>> InboundRows => SubscriptionTables.InboundRows;

    [Theory]
    [MemberData(nameof(OutboundRows))]
    public void Sending_IsWhatAppendixA2Says(string state, PresenceType type, string? next)
    {
        var before = SubscriptionTables.Named(state);

        Assert.Equal((SubscriptionTables.Named(next ?? state), next is not null), before.Sending(type));
    }

    [Theory]
    [MemberData(nameof(InboundRows))]
    public void Receiving_IsWhatAppendixA3Says(string state, PresenceType type, string? next)
    {
        var before = SubscriptionTables.Named(state);

        Assert.Equal((SubscriptionTables.Named(next ?? state), next is not null), before.Receiving(type));
    }

    [Theory]
    [InlineData(PresenceType.Available)]
    [InlineData(PresenceType.Probe)]
    public void Rules_ForOtherPresence_Throw(PresenceType type)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => default(SubscriptionState).Sending(type));
        Assert.Throws<ArgumentOutOfRangeException>(() => default(SubscriptionState).Receiving(type));
    }

    [Theory]
    [InlineData("N", RosterSubscription.None)]
    [InlineData("NOI", RosterSubscription.None)]
    [InlineData("TI", RosterSubscription.To)]
    [InlineData("FO", RosterSubscription.From)]
    [InlineData("B", RosterSubscription.Both)]
    public void State_KeptAndPutTogetherAgain_IsTheSame(string name, RosterSubscription subscription)
    {
        var state = SubscriptionTables.Named(name);

        Assert.Equal(subscription, state.Subscription);
        Assert.Equal(state, SubscriptionState.Create(state.Subscription, state.Outward == Sight.Pending, state.Inward == Sight.Pending));
    }

    [Fact]
    public void TwoSides_AfterAnySequence_AgreeOnWhoSeesWhom() => Gen
        .Select(Gen.Bool, Gen.Int[(int)PresenceType.Subscribe, (int)PresenceType.Unsubscribed])
        .Array[0, 40]
        .Sample(steps =>
        {
            SubscriptionState[] sides = [default, default];
            foreach (var (isSecond, number) in steps)
            {
                var type = (PresenceType)number;
                var (sender, receiver) = isSecond ? (1, 0) : (0, 1);
                (sides[sender], var passes) = sides[sender].Sending(type);
                sides[receiver] = passes ? sides[receiver].Receiving(type).Next : sides[receiver];
            }

            return sides[0].Outward == sides[1].Inward && sides[0].Inward == sides[1].Outward;
        });
}
