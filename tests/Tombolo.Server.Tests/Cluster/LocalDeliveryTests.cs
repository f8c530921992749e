using Microsoft.Extensions.DependencyInjection;
using Tombolo.Server.Accounts;
using Tombolo.Server.Cluster;
using Tombolo.Server.Mailboxes;
using Tombolo.Server.Consent;
using Tombolo.Server.Tests.Streams;

namespace Tombolo.Server.Tests.Cluster;

/// <summary>What the reception of an account takes on itself, and what it leaves to the grain.</summary>
public sealed class LocalDeliveryTests(StreamHost host) : IClassFixture<StreamHost>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Reception_OfAnAccountOnThisNode_StoresAndShowsWithoutACall()
    {
        var bob = AccountAddress.Parse(StreamHost.NewAccount());
        await using var receiver = await host.LogInAsync($"{bob}/1");
        var delivery = new Delivery([Message(bob, "one"), Message(bob, "two")]);

        Assert.True(Reception(bob).TryDeliver(delivery));
        await delivery.Completion.WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.All(delivery.Results, result => Assert.Null(result.Refusal));
        Assert.Equal("one", (string?)(await receiver.ExpectAsync("message")).Attribute("id"));
        Assert.Equal("two", (string?)(await receiver.ExpectAsync("message")).Attribute("id"));
    }

    [Fact]
    public async Task Reception_OfTheSameMessageTwice_StoresItOnce()
    {
        var bob = AccountAddress.Parse(StreamHost.NewAccount());
        await using var receiver = await host.LogInAsync($"{bob}/1");
        var first = Message(bob, "once");

        var deliveries = new[] { new Delivery([first]), new Delivery([first]), new Delivery([Message(bob, "last")]) };
        foreach (var delivery in deliveries)
        {
            Assert.True(Reception(bob).TryDeliver(delivery));
            await delivery.Completion.WaitAsync(Patience, TestContext.Current.CancellationToken);
        }

        Assert.All(deliveries, delivery => Assert.Null(delivery.Results[0].Refusal));
        Assert.Equal("once", (string?)(await receiver.ExpectAsync("message")).Attribute("id"));
        Assert.Equal("last", (string?)(await receiver.ExpectAsync("message")).Attribute("id"));
    }

    [Fact]
    public async Task Reception_OfABatchThatNeedsAnAnswer_TakesNothingOfIt()
    {
        var bob = AccountAddress.Parse(StreamHost.NewAccount());
        await using var receiver = await host.LogInAsync($"{bob}/1");
        var delivery = new Delivery([Message(bob, "dropped"), Message(bob, "with-keys", startsSession: true)]);

        Assert.False(Reception(bob).TryDeliver(delivery));
        Assert.Empty(delivery.Stanzas);
        var next = new Delivery([Message(bob, "next")]);
        Assert.True(Reception(bob).TryDeliver(next));

        Assert.Equal("next", (string?)(await receiver.ExpectAsync("message")).Attribute("id"));
    }

    [Fact]
    public async Task Reception_ThatIsClosed_ShowsWhatItTookOnAndTakesNothingMore()
    {
        var bob = AccountAddress.Parse(StreamHost.NewAccount());
        await using var receiver = await host.LogInAsync($"{bob}/1");
        var reception = Reception(bob);
        var before = new Delivery([Message(bob, "before")]);

        Assert.True(reception.TryDeliver(before));
        await reception.CloseAsync().WaitAsync(Patience, TestContext.Current.CancellationToken);

        Assert.True(before.IsSettled);
        Assert.False(reception.TryDeliver(new Delivery([Message(bob, "after")])));
        Assert.Equal("before", (string?)(await receiver.ExpectAsync("message")).Attribute("id"));
    }

    [Fact]
    public async Task Message_AfterItsAccountHasLeft_GoesByTheCallAndArrives()
    {
        var bob = StreamHost.NewAccount();
        await using var sender = await host.LogInAsync(StreamHost.NewDevice());
        await using var receiver = await host.LogInAsync(bob + "/1");
        await sender.SendMessageAsync(bob, "direct");
        Assert.Equal("direct", (string?)(await receiver.ExpectAsync("message")).Attribute("id"));

        var reception = Reception(AccountAddress.Parse(bob));
        await reception.CloseAsync().WaitAsync(Patience, TestContext.Current.CancellationToken);
        await sender.SendMessageAsync(bob, "called");

        await sender.RequestAcknowledgementAsync();
        Assert.Equal("2", (string?)(await sender.ExpectAsync("a")).Attribute("h"));
        Assert.Equal("called", (string?)(await receiver.ExpectAsync("message")).Attribute("id"));
    }

    private AccountReception Reception(AccountAddress account) =>
        host.Server.Services.GetRequiredService<ReceptionDirectory>().TryGet(account, out var reception) ? reception : throw new InvalidOperationException("The account is not on this node.");

    private static InboundMessage Message(AccountAddress to, string id, bool startsSession = false)
    {
        var sender = new DeviceAddress(AccountAddress.Parse(StreamHost.NewAccount()), 1);
        return new InboundMessage
        {
            Sender = sender,
            Digest = new StanzaDigest((UInt128)Random.Shared.NextInt64()),
            Kind = MessageKind.Encrypted,
            DevicesDigest = TestHost.FixedAccounts.Digest,
            StartsSession = startsSession,
            Contents = [new DeviceContent(1, System.Text.Encoding.UTF8.GetBytes($"<message xmlns='jabber:client' from='{sender}' to='{to}/1' id='{id}'>"))],
        };
    }
}
