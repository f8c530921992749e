using System.Xml.Linq;
using Tombolo.Interop.Enlistment;
using Tombolo.Server.Accounts;
using Tombolo.Server.Keys;
using Tombolo.Server.Routing;
using Tombolo.Server.Tests.Features;

namespace Tombolo.Server.Tests.Keys;

public sealed class BundleTests(SharedHost shared) : HostedTests(shared)
{
    [Fact]
    public async Task Bundle_NativePeer_HoldsTheDevicesKeys()
    {
        using var mine = new TestDevice();
        using var theirs = new TestDevice();
        var alice = await Host.RegisterAsync("+34600000301", mine);
        var carol = await Host.RegisterAsync("+34600000302", theirs);

        var bundle = (await Host.AskAsync(alice, IqType.Get, Iqs.Bundle, carol)).Payload!;

        Assert.Equal("4711", bundle.Attribute("registration")!.Value);
        Assert.Equal(theirs.Keys.IdentityKey, Convert.FromBase64String(bundle.Element(Iqs.Keys + "identity")!.Value));
        Assert.Equal(theirs.Keys.SignedPreKey.Key, Convert.FromBase64String(bundle.Element(Iqs.Keys + "signed")!.Value));
        Assert.Equal(theirs.Keys.SignedPreKey.Signature, Convert.FromBase64String(bundle.Element(Iqs.Keys + "signed")!.Attribute("sig")!.Value));
        Assert.Equal("2", bundle.Element(Iqs.Keys + "kyber")!.Attribute("id")!.Value);
        Assert.Equal("1", bundle.Element(Iqs.Keys + "prekey")!.Attribute("id")!.Value);
    }

    [Fact]
    public async Task Bundle_ManyRequestersAtOnce_GetsEachOneTimeKeyOnceThenTheLastResort()
    {
        using var theirs = new TestDevice(preKeys: 6, kyberPreKeys: 4);
        var carol = await Host.RegisterAsync("+34600000303", theirs);
        var requesters = new List<Enrolled>();
        for (var index = 0; index < 10; index++)
        {
            using var device = new TestDevice(1, 0);
            requesters.Add(await Host.RegisterAsync($"+3460000031{index}", device));
        }

        var bundles = await Task.WhenAll(requesters.Select(requester => Host.AskAsync(requester, IqType.Get, Iqs.Bundle, carol)));

        var ec = bundles.Select(bundle => (string?)bundle.Payload!.Element(Iqs.Keys + "prekey")?.Attribute("id")).ToArray();
        var kyber = bundles.Select(bundle => (string?)bundle.Payload!.Element(Iqs.Keys + "kyber")!.Attribute("id")).ToArray();
        Assert.Equal(["1", "2", "3", "4", "5", "6"], ec.OfType<string>().Order());
        Assert.Equal(4, ec.Count(id => id is null));
        Assert.Equal(["2", "3", "4", "5"], kyber.Where(id => id != "1").Order());
        Assert.Equal(6, kyber.Count(id => id == "1"));
    }

    [Fact]
    public async Task Bundle_SameRequester_GetsTheSameKeysForADayUnlessUsed()
    {
        await using var host = await FeatureHost.StartAsync();
        using var mine = new TestDevice();
        using var theirs = new TestDevice();
        var alice = await host.RegisterAsync("+34600000001", mine);
        var carol = await host.RegisterAsync("+34600000002", theirs);
        async Task<string?> TakeAsync() => (string?)(await host.AskAsync(alice, IqType.Get, Iqs.Bundle, carol)).Payload!.Element(Iqs.Keys + "prekey")?.Attribute("id");

        Assert.Equal("1", await TakeAsync());
        Assert.Equal("1", await TakeAsync());

        await host.Get<IPreKeyUse>().UsedAsync(AccountAddress.Parse(alice.Account), AccountAddress.Parse(carol.Account), CancellationToken.None);
        Assert.Equal("2", await TakeAsync());

        host.Clock.Advance(TimeSpan.FromHours(24.1));
        Assert.Equal("3", await TakeAsync());
    }

    [Fact]
    public async Task Bundle_StockRunsLow_TellsTheDevice()
    {
        using var mine = new TestDevice();
        using var theirs = new TestDevice(preKeys: 21, kyberPreKeys: 10);
        var alice = await Host.RegisterAsync("+34600000321", mine);
        var carol = await Host.RegisterAsync("+34600000322", theirs);

        await Host.AskAsync(alice, IqType.Get, Iqs.Bundle, carol);

        var push = Host.Signals.Notices.Single(notice => notice.To == AccountAddress.Parse(carol.Account));
        Assert.Equal("<low ec=\"20\" kyber=\"9\" xmlns=\"urn:tombolo:keys:0\" />", RecordedSignals.Read(push.Notice).ToString());
        Assert.False(push.Stored);
    }

    [Fact]
    public async Task Bundle_Stranger_NeedsTheSwitchOfTheOther()
    {
        using var phone = new TestDevice();
        using var laptop = new TestDevice();
        var alice = await Host.RegisterAsync("+34600000323", phone);
        var bea = await Host.EnlistAsync(laptop, "bundle@wren.example", "bundle");

        Assert.Equal(ErrorCode.NotReachable, (await Host.AskAsync(bea, IqType.Get, Iqs.Bundle, alice)).Code);
        Assert.Equal(ErrorCode.NotReachable, (await Host.AskAsync(bea, IqType.Get, Iqs.Devices, alice)).Code);
        Assert.Equal(ErrorCode.PolicyOptedOut, (await Host.AskAsync(alice, IqType.Get, Iqs.Bundle, bea)).Code);

        await Host.AskAsync(alice, IqType.Set, Iqs.ThirdPartyChats(enabled: true, "wren"));
        Assert.Null((await Host.AskAsync(bea, IqType.Get, Iqs.Bundle, alice)).Code);
        Assert.Null((await Host.AskAsync(alice, IqType.Get, Iqs.Bundle, bea)).Code);

        // A block does not show here either.
        await Host.AskAsync(alice, IqType.Set, Iqs.Decide("block", bea));
        Assert.Null((await Host.AskAsync(bea, IqType.Get, Iqs.Bundle, alice)).Code);
    }

    [Fact]
    public async Task Devices_OfAPeer_HaveTheDigestClientsCompute()
    {
        using var mine = new TestDevice();
        using var theirs = new TestDevice();
        var alice = await Host.RegisterAsync("+34600000324", mine);
        var carol = await Host.RegisterAsync("+34600000325", theirs);

        var list = (await Host.AskAsync(alice, IqType.Get, Iqs.Devices, carol)).Payload!;

        var expected = Interop.Keys.DeviceListDigest.Of([new Interop.Keys.ListedDevice(1, 4711, theirs.Keys.IdentityKey)]);
        Assert.Equal(expected, list.Attribute("digest")!.Value);
        Assert.Equal("4711", list.Element(Iqs.Keys + "device")!.Attribute("registration")!.Value);
    }

    [Fact]
    public async Task Keys_RefillAndRotation_AreHandedOut()
    {
        using var mine = new TestDevice();
        using var theirs = new TestDevice(preKeys: 0, kyberPreKeys: 0);
        var alice = await Host.RegisterAsync("+34600000326", mine);
        var carol = await Host.RegisterAsync("+34600000327", theirs);
        var signed = theirs.SignedEc(9);
        var upload = new XElement(
            Iqs.Keys + "keys",
            Element("signed", signed.Id, signed.Key, signed.Signature),
            Element("prekey", 50, TestDevice.Ec(50).Key, null),
            Element("kyber", 60, theirs.SignedKyber(60)));

        Assert.Null((await Host.AskAsync(carol, IqType.Set, upload)).Code);

        var count = (await Host.AskAsync(carol, IqType.Get, new(Iqs.Keys + "keys"))).Payload!;
        var bundle = (await Host.AskAsync(alice, IqType.Get, Iqs.Bundle, carol)).Payload!;
        Assert.Equal("<count ec=\"1\" kyber=\"1\" xmlns=\"urn:tombolo:keys:0\" />", count.ToString());
        Assert.Equal(["9", "60", "50"], bundle.Elements().Skip(1).Select(element => element.Attribute("id")!.Value));
    }

    [Fact]
    public async Task Keys_UploadedTooOften_ArePolicyRateForThatDeviceAlone()
    {
        await using var host = await FeatureHost.StartAsync(options => options.Abuse.KeyUploadsPerAccountAndHour = 2);
        using var greedy = new TestDevice();
        using var other = new TestDevice();
        var carol = await host.RegisterAsync("+34600000001", greedy);
        var alice = await host.RegisterAsync("+34600000002", other);
        XElement Upload(uint id) => new(Iqs.Keys + "keys", Element("prekey", id, TestDevice.Ec(id).Key, null));
        Assert.Null((await host.AskAsync(carol, IqType.Set, Upload(50))).Code);
        Assert.Null((await host.AskAsync(carol, IqType.Set, Upload(51))).Code);

        Assert.Equal(ErrorCode.PolicyRate, (await host.AskAsync(carol, IqType.Set, Upload(52))).Code);
        Assert.Null((await host.AskAsync(alice, IqType.Set, Upload(50))).Code);
        host.Clock.Advance(TimeSpan.FromHours(1.1));
        Assert.Null((await host.AskAsync(carol, IqType.Set, Upload(52))).Code);
    }

    [Fact]
    public async Task Keys_SignedBySomebodyElse_AreKeysInvalid()
    {
        using var theirs = new TestDevice();
        using var foreign = new TestDevice();
        var carol = await Host.RegisterAsync("+34600000328", theirs);

        var upload = new XElement(Iqs.Keys + "keys", Element("kyber", 60, foreign.SignedKyber(60)));
        Assert.Equal(ErrorCode.KeysInvalid, (await Host.AskAsync(carol, IqType.Set, upload)).Code);
        Assert.Equal(ErrorCode.RequestMalformed, (await Host.AskAsync(carol, IqType.Set, new(Iqs.Keys + "keys", new XElement(Iqs.Keys + "prekey", "%%")))).Code);
    }

    [Fact]
    public async Task Register_Again_TellsContactsOfTheNewKey()
    {
        using var before = new TestDevice();
        using var after = new TestDevice();
        using var laptop = new TestDevice();
        using var strange = new TestDevice();
        var alice = await Host.RegisterAsync("+34600000329", before);
        var bea = await Host.EnlistAsync(laptop, "keychange@wren.example", "keychange");
        var stranger = await Host.EnlistAsync(strange, "keychange2@wren.example", "keychange2");
        var relations = Host.Get<Server.Consent.IRelations>();
        await relations.WritingToAsync(AccountAddress.Parse(bea.Account), AccountAddress.Parse(alice.Account), CancellationToken.None);
        await relations.WritingToAsync(AccountAddress.Parse(stranger.Account), AccountAddress.Parse(alice.Account), CancellationToken.None);
        await relations.WritingToAsync(AccountAddress.Parse(alice.Account), AccountAddress.Parse(bea.Account), CancellationToken.None);

        await Host.RegisterAsync("+34600000329", after);

        var (to, notice, stored) = Host.Signals.Notices.Single(notice => notice.Notice.From == alice.Account);
        var identity = RecordedSignals.Read(notice).Element(Iqs.Keys + "device")!.Element(Iqs.Keys + "identity")!.Value;
        Assert.Equal(bea.Account, to.ToString());
        Assert.True(stored);
        Assert.Equal(after.Keys.IdentityKey, Convert.FromBase64String(identity));
    }

    private static XElement Element(string name, uint id, Interop.Keys.SignedPreKey key) => Element(name, id, key.Key, key.Signature);

    private static XElement Element(string name, uint id, byte[] key, byte[]? signature) => new(
        Iqs.Keys + name,
        new XAttribute("id", id),
        signature is null ? null : new XAttribute("sig", Convert.ToBase64String(signature)),
        Convert.ToBase64String(key));
}
