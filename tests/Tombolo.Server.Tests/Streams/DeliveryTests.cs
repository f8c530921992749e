using System.Globalization;
using System.Xml.Linq;
using Tombolo.TestHost;

namespace Tombolo.Server.Tests.Streams;

public sealed class DeliveryTests(StreamHost host) : IClassFixture<StreamHost>
{
    private static readonly XNamespace Encrypted = "urn:tombolo:e2ee:0";
    private static readonly XNamespace Identity = "urn:tombolo:identity:0";
    private static readonly XNamespace Errors = "urn:tombolo:errors:0";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Message_ToADeviceOnline_ArrivesStampedNumberedAndOtherwiseAsItWasSent(bool webSocket)
    {
        var (alice, bob) = (StreamHost.NewAccount(), StreamHost.NewAccount());
        await using var sender = await host.LogInAsync(alice + "/1", webSocket);
        await using var receiver = await host.LogInAsync(bob + "/1", webSocket);

        await sender.SendMessageAsync(bob, "id-1", "RAECAwQFBgcICQoL");

        var message = await receiver.ExpectAsync("message");
        Assert.Equal(alice + "/1", (string?)message.Attribute("from"));
        Assert.Equal(bob + "/1", (string?)message.Attribute("to"));
        Assert.Equal("id-1", (string?)message.Attribute("id"));
        var encrypted = message.Element(Encrypted + "encrypted")!;
        Assert.Equal("RAECAwQFBgcICQoL", encrypted.Element(Encrypted + "to")!.Value);
        Assert.Null(encrypted.Attribute("devices"));
        Assert.Equal("phone", (string?)message.Element(Identity + "identity")!.Attribute("type"));
        Assert.True(Seq(message) > 0);
        Assert.NotNull(message.Element(TestClient.Entry + "entry")!.Attribute("at"));
    }

    [Fact]
    public async Task Message_WithAClaimedIdentity_ArrivesWithTheHostsStampAlone()
    {
        var bob = StreamHost.NewAccount();
        await using var sender = await host.LogInAsync(StreamHost.NewDevice());
        await using var receiver = await host.LogInAsync(bob + "/1");

        await sender.SendAsync(
            $"<message to='{bob}' from='mallory@localhost/1' id='1'><identity xmlns='urn:tombolo:identity:0' type='phone' value='+1'/><encrypted xmlns='urn:tombolo:e2ee:0' suite='signal' device='1' devices='{FixedAccounts.Digest}'>" +
            "<to device='1' kind='message'>RAAAAAAAAAAAAAAA</to></encrypted><entry xmlns='urn:tombolo:mailbox:0' seq='1'/></message>");

        var message = await receiver.ExpectAsync("message");
        Assert.StartsWith("+34", (string?)Assert.Single(message.Elements(Identity + "identity")).Attribute("value"), StringComparison.Ordinal);
        Assert.Single(message.Elements(TestClient.Entry + "entry"));
        Assert.DoesNotContain("mallory", (string?)message.Attribute("from"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_ToADeviceOffline_ArriveLaterInOrderAndOnce()
    {
        var bob = StreamHost.NewAccount();
        await using var sender = await host.LogInAsync(StreamHost.NewDevice());
        for (var number = 0; number < 300; number++)
        {
            await sender.SendMessageAsync(bob, $"m{number}");
        }

        await sender.RequestAcknowledgementAsync();
        Assert.Equal("300", (string?)(await sender.ExpectAsync("a")).Attribute("h"));
        await using var receiver = await host.LogInAsync(bob + "/1");

        long seq = 0;
        for (var number = 0; number < 300; number++)
        {
            var message = await ReadMessageAsync(receiver);
            Assert.Equal($"m{number}", (string?)message.Attribute("id"));
            Assert.True(Seq(message) > seq);
            seq = Seq(message);
        }
    }

    [Fact]
    public async Task Messages_Confirmed_AreNotDeliveredAgainAndTheOthersAre()
    {
        var bob = StreamHost.NewAccount();
        await using var sender = await host.LogInAsync(StreamHost.NewDevice());
        await sender.SendMessageAsync(bob, "first");
        await sender.SendMessageAsync(bob, "second");
        await using (var receiver = await host.LogInAsync(bob + "/1"))
        {
            var first = await ReadMessageAsync(receiver);
            await ReadMessageAsync(receiver);
            await receiver.ConfirmAsync(Seq(first));
            await receiver.SendAsync("<iq xmlns='jabber:client' type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>");
            await receiver.SeekAsync("iq");
            await host.SettleAsync();
        }

        await using var again = await host.LogInAsync(bob + "/1");
        Assert.Equal("second", (string?)(await ReadMessageAsync(again)).Attribute("id"));
    }

    [Fact]
    public async Task Message_RepeatedWithTheSameId_IsAcknowledgedAndStoredOnce()
    {
        var bob = StreamHost.NewAccount();
        await using var sender = await host.LogInAsync(StreamHost.NewDevice());
        await using var receiver = await host.LogInAsync(bob + "/1");

        await sender.SendMessageAsync(bob, "same");
        await sender.SendMessageAsync(bob, "same");
        await sender.SendMessageAsync(bob, "other");

        await sender.RequestAcknowledgementAsync();
        Assert.Equal("3", (string?)(await sender.ExpectAsync("a")).Attribute("h"));
        Assert.Equal("same", (string?)(await ReadMessageAsync(receiver)).Attribute("id"));
        Assert.Equal("other", (string?)(await ReadMessageAsync(receiver)).Attribute("id"));
    }

    [Fact]
    public async Task Message_ForTheSecondDevice_ReachesThatDeviceOnly()
    {
        var bob = StreamHost.NewAccount();
        await using var sender = await host.LogInAsync(StreamHost.NewDevice());
        await using var first = await host.LogInAsync(bob + "/1");
        await using var second = await host.LogInAsync(bob + "/2");

        await sender.SendMessageAsync(bob, "for-2", device: 2);
        await sender.SendMessageAsync(bob, "for-1", device: 1);

        Assert.Equal("for-2", (string?)(await ReadMessageAsync(second)).Attribute("id"));
        Assert.Equal("for-1", (string?)(await ReadMessageAsync(first)).Attribute("id"));
    }

    [Fact]
    public async Task Message_WithAStaleDeviceList_IsRefusedWithTheNewOneAndNothingIsStored()
    {
        var bob = StreamHost.NewAccount();
        await using var sender = await host.LogInAsync(StreamHost.NewDevice());
        await using var receiver = await host.LogInAsync(bob + "/1");

        await sender.SendAsync(
            $"<message to='{bob}' id='stale'><encrypted xmlns='urn:tombolo:e2ee:0' suite='signal' device='1' devices='old'><to device='1' kind='message'>RAAAAAAAAAAAAAAA</to></encrypted></message>");

        var refusal = await sender.SeekAsync("message");
        Assert.Equal("error", (string?)refusal.Attribute("type"));
        Assert.Equal("devices_changed", (string?)refusal.Descendants(Errors + "error").Single().Attribute("code"));
        Assert.Equal(FixedAccounts.Digest, (string?)refusal.Descendants(XNamespace.Get("urn:tombolo:keys:0") + "devices").Single().Attribute("digest"));
        await sender.SendMessageAsync(bob, "good");
        Assert.Equal("good", (string?)(await ReadMessageAsync(receiver)).Attribute("id"));
    }

    [Theory]
    [InlineData("<encrypted xmlns='urn:tombolo:e2ee:0' suite='signal' device='1'><to device='1' kind='message'>hello there, in the clear</to></encrypted>", "ciphertext_invalid")]
    [InlineData("<encrypted xmlns='urn:tombolo:e2ee:0' suite='signal' device='1'><to device='1' kind='message'>MwAAAAAAAAAAAAAA</to></encrypted>", "ciphertext_invalid")]
    [InlineData("<retry xmlns='urn:tombolo:e2ee:0' id='a' device='1'>no base64</retry>", "ciphertext_invalid")]
    [InlineData("<body>hello</body>", "policy_plaintext")]
    [InlineData("<encrypted xmlns='urn:tombolo:e2ee:0' suite='other' device='1'><to device='1' kind='message'>RAAAAAAAAAAAAAAA</to></encrypted>", "policy_suite")]
    [InlineData("<encrypted xmlns='urn:tombolo:e2ee:0' suite='signal' device='9'><to device='1' kind='message'>RAAAAAAAAAAAAAAA</to></encrypted>", "ciphertext_invalid")]
    [InlineData("<encrypted xmlns='urn:tombolo:e2ee:0' suite='signal' device='1'><x/></encrypted>", "ciphertext_invalid")]
    [InlineData("<encrypted xmlns='urn:tombolo:e2ee:0' suite='signal' device='1'/>", "ciphertext_invalid")]
    public async Task Message_OfAWrongForm_IsRefusedWithItsCode(string content, string code)
    {
        await using var sender = await host.LogInAsync(StreamHost.NewDevice());

        await sender.SendAsync($"<message xmlns='jabber:client' to='{StreamHost.NewAccount()}' id='wrong'>{content}</message>");

        var refusal = await sender.SeekAsync("message");
        Assert.Equal("wrong", (string?)refusal.Attribute("id"));
        Assert.Equal(code, (string?)refusal.Descendants(Errors + "error").Single().Attribute("code"));
    }

    [Fact]
    public async Task Message_ToAnotherDomain_IsNotReachable()
    {
        await using var sender = await host.LogInAsync(StreamHost.NewDevice());

        await sender.SendMessageAsync("someone@elsewhere.example", "1");

        Assert.Equal("not_reachable", (string?)(await sender.SeekAsync("message")).Descendants(Errors + "error").Single().Attribute("code"));
    }

    [Fact]
    public async Task Ephemeral_ReachesWhoIsOnlineAndIsNeverStored()
    {
        var bob = StreamHost.NewAccount();
        await using var sender = await host.LogInAsync(StreamHost.NewDevice());
        await SendEphemeralAsync(sender, bob, "too-early");
        await sender.RequestAcknowledgementAsync();
        await sender.ExpectAsync("a");
        await using var receiver = await host.LogInAsync(bob + "/1");

        await SendEphemeralAsync(sender, bob, "typing");

        var message = await ReadMessageAsync(receiver);
        Assert.Equal("typing", (string?)message.Attribute("id"));
        Assert.Null(message.Element(TestClient.Entry + "entry"));
    }

    [Fact]
    public async Task Iq_PingAndUnknown_AreAnswered()
    {
        await using var client = await host.LogInAsync(StreamHost.NewDevice());

        await client.SendAsync("<iq type='get' id='1' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>");
        await client.SendAsync("<iq type='get' id='2'><nothing xmlns='urn:example'/></iq>");

        var answers = new[] { await client.SeekAsync("iq"), await client.SeekAsync("iq") }.ToDictionary(iq => (string)iq.Attribute("id")!);
        Assert.Equal("result", (string?)answers["1"].Attribute("type"));
        Assert.Equal("feature_unknown", (string?)answers["2"].Descendants(Errors + "error").Single().Attribute("code"));
    }

    private static Task SendEphemeralAsync(TestClient sender, string to, string id) => sender.SendAsync(
        $"<message to='{to}' id='{id}'><encrypted xmlns='urn:tombolo:e2ee:0' suite='signal' device='1' devices='{FixedAccounts.Digest}' ephemeral='true'><to device='1' kind='message'>RAAAAAAAAAAAAAAA</to></encrypted></message>");

    private static Task<XElement> ReadMessageAsync(TestClient client) => client.SeekAsync("message");

    private static long Seq(XElement message) => long.Parse((string)message.Element(TestClient.Entry + "entry")!.Attribute("seq")!, CultureInfo.InvariantCulture);
}
