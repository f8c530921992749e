using System.Net.Http.Json;
using Tombolo.Client;
using Tombolo.Interop.Json;
using Tombolo.Scenarios.Tests.Stage;

namespace Tombolo.Scenarios.Tests.Plays;

/// <summary>The node that phones know is emptied. It tells them where to go on, and they do, at once: their own address would take them back only after a minute.</summary>
public class DrainedNodePlay
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Phones_OfADrainedNode_GoOnAtTheOtherOne()
    {
        await using var nodes = await TwoNodes.OpenAsync();
        var alice = await EnterAsync(nodes, "+34600000001");
        var carol = await EnterAsync(nodes, "+34600000002");
        await WriteAsync(alice, carol, "before");

        await DrainAsync(nodes, alice, carol);

        await WriteAsync(alice, carol, "after");
        await WriteAsync(carol, alice, "answered");
        Assert.Equal(["before", "after", "answered"], (await carol.MessagesAsync(alice.Me!.Address)).Where(entry => entry.Kind == EntryKind.Message).Select(entry => entry.Text));
    }

    private static async Task<Messenger> EnterAsync(TwoNodes nodes, string number)
    {
        var phone = await nodes.PhoneAsync();
        var started = await phone.RegisterAsync(number);
        var outbox = await nodes.Http.GetFromJsonAsync(
            new Uri(nodes.Server, "/dev/outbox.json?number=" + Uri.EscapeDataString(started.Value!.Number)), InteropJson.Default.OutboxDocument);
        Assert.True((await phone.VerifyAsync(outbox!.Messages[0].Code)).Succeeded);
        Assert.True((await phone.ConnectAsync()).Succeeded);
        await UntilAsync(phone, () => Task.FromResult(phone.Me?.Identifier is not null), "its own number");
        return phone;
    }

    /// <summary>Waits until both have lost their connection and have one again.</summary>
    private static async Task DrainAsync(TwoNodes nodes, params Messenger[] phones)
    {
        var back = phones.Select(phone =>
        {
            var isGone = false;
            phone.Changed += _ => isGone |= phone.Status != MessengerStatus.Online;
            return (Phone: phone, IsBack: (Func<Task<bool>>)(() => Task.FromResult(isGone && phone.Status == MessengerStatus.Online)));
        }).ToArray();
        nodes.Drain(0);
        foreach (var (phone, isBack) in back)
        {
            await UntilAsync(phone, isBack, "the other node");
        }
    }

    private static async Task WriteAsync(Messenger from, Messenger to, string text)
    {
        var identifier = to.Me!.Identifier!;
        Assert.True((await from.SendAsync(Peer.OfIdentifier(identifier.Type, identifier.Value, identifier.Partner), text)).Succeeded);
        await UntilAsync(to, async () => (await to.MessagesAsync(from.Me!.Address)).Any(entry => entry.Text == text), $"'{text}'");
    }

    private static async Task UntilAsync(Messenger phone, Func<Task<bool>> isThere, string what)
    {
        using var happened = new SemaphoreSlim(0);
        void Notice(ClientEvent change) => happened.Release();
        phone.Changed += Notice;
        try
        {
            while (!await isThere())
            {
                Assert.True(await happened.WaitAsync(Patience), $"Nobody saw {what}; the phone is {phone.Status}.");
            }
        }
        finally
        {
            phone.Changed -= Notice;
        }
    }
}
