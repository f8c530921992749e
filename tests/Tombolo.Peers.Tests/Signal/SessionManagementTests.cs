namespace Tombolo.Peers.Tests.Signal;

/// <summary>Collisions, changed identities and used-up keys against Signal's current library.</summary>
[Collection(nameof(PeerCollection))]
public sealed class SessionManagementTests
{
    private const string Version = "0.103.0";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SimultaneousInitiation_MessagesCross_BothSidesSettle(bool ourMessageFirst)
    {
        await using PeerProcess process = PeerProcess.Start(Version);
        (IParty we, IParty peer) = await PairAsync(process);
        await we.StartAsync(peer, await peer.PublishAsync(oneTime: true, KyberChoice.OneTime));
        await peer.StartAsync(we, await we.PublishAsync(oneTime: true, KyberChoice.OneTime));
        Letter ours = await we.EncryptAsync(peer, "from us");
        Letter theirs = await peer.EncryptAsync(we, "from them");

        if (ourMessageFirst)
        {
            Assert.Equal(Opened.As("from us"), await peer.DecryptAsync(we, ours));
            Assert.Equal(Opened.As("from them"), await we.DecryptAsync(peer, theirs));
        }
        else
        {
            Assert.Equal(Opened.As("from them"), await we.DecryptAsync(peer, theirs));
            Assert.Equal(Opened.As("from us"), await peer.DecryptAsync(we, ours));
        }

        for (int i = 0; i < 6; i++)
        {
            await SayAsync(we, peer, $"ours {i}");
            await SayAsync(peer, we, $"theirs {i}");
        }

        Assert.Equal(2, (await we.EncryptAsync(peer, "settled")).Type);
    }

    [Fact]
    public async Task SimultaneousInitiation_SeveralCrossings_StillSettle()
    {
        await using PeerProcess process = PeerProcess.Start(Version);
        (IParty we, IParty peer) = await PairAsync(process);
        for (int round = 0; round < 5; round++)
        {
            await we.StartAsync(peer, await peer.PublishAsync(oneTime: true, KyberChoice.LastResort));
            await peer.StartAsync(we, await we.PublishAsync(oneTime: true, KyberChoice.LastResort));
            Letter ours = await we.EncryptAsync(peer, "from us");
            Letter theirs = await peer.EncryptAsync(we, "from them");
            Assert.Equal(Opened.As("from us"), await peer.DecryptAsync(we, ours));
            Assert.Equal(Opened.As("from them"), await we.DecryptAsync(peer, theirs));
        }

        for (int i = 0; i < 6; i++)
        {
            await SayAsync(peer, we, $"theirs {i}");
            await SayAsync(we, peer, $"ours {i}");
        }
    }

    [Fact]
    public async Task TheirIdentityChanges_UntilWeTrustIt_WeRefuse()
    {
        await using PeerProcess process = PeerProcess.Start(Version);
        (IParty we, IParty peer) = await PairAsync(process);
        await peer.StartAsync(we, await we.PublishAsync(oneTime: true, KyberChoice.LastResort));
        await SayAsync(peer, we, "hello");
        await we.TrustAsync(onlyTheFirst: true);
        await peer.ChangeIdentityAsync();
        await peer.StartAsync(we, await we.PublishAsync(oneTime: true, KyberChoice.LastResort));
        Letter letter = await peer.EncryptAsync(we, "new phone");

        Assert.Equal(Refusal.UntrustedIdentity, (await we.DecryptAsync(peer, letter)).Refusal);

        await we.TrustAsync(onlyTheFirst: false);
        Assert.Equal(Opened.As("new phone"), await we.DecryptAsync(peer, letter));
        await SayAsync(we, peer, "welcome back");
    }

    [Fact]
    public async Task OurIdentityChanges_UntilTheyTrustIt_TheyRefuse()
    {
        await using PeerProcess process = PeerProcess.Start(Version);
        (IParty we, IParty peer) = await PairAsync(process);
        await we.StartAsync(peer, await peer.PublishAsync(oneTime: true, KyberChoice.LastResort));
        await SayAsync(we, peer, "hello");
        await peer.TrustAsync(onlyTheFirst: true);
        await we.ChangeIdentityAsync();
        await we.StartAsync(peer, await peer.PublishAsync(oneTime: true, KyberChoice.LastResort));
        Letter letter = await we.EncryptAsync(peer, "new phone");

        Assert.Equal(Refusal.UntrustedIdentity, (await peer.DecryptAsync(we, letter)).Refusal);

        await peer.TrustAsync(onlyTheFirst: false);
        Assert.Equal(Opened.As("new phone"), await peer.DecryptAsync(we, letter));
        await SayAsync(peer, we, "welcome back");
    }

    [Fact]
    public async Task OurOneTimeKeys_UsedUp_LastResortServesAndTheyAreGone()
    {
        await using PeerProcess process = PeerProcess.Start(Version);
        OurParty we = OurParty.Create(Addresses.Ours, SessionMode.V4SpqrRequired);
        PreKeyBundle first = await we.PublishAsync(oneTime: true, KyberChoice.OneTime);
        PreKeyBundle last = await we.PublishAsync(oneTime: false, KyberChoice.LastResort);
        for (int i = 1; i <= 4; i++)
        {
            IParty member = await PeerParty.CreateAsync(process, Addresses.Member(i));
            await member.StartAsync(we, i == 1 ? first : last);
            await SayAsync(member, we, $"hello from {i}");
            await SayAsync(we, member, $"hello to {i}");
        }

        Assert.Equal((0, 1), await we.CountKeysAsync());

        IParty late = await PeerParty.CreateAsync(process, Addresses.Member(5));
        await late.StartAsync(we, first);
        Assert.Equal(Refusal.Other, (await we.DecryptAsync(late, await late.EncryptAsync(we, "too late"))).Refusal);
    }

    [Fact]
    public async Task TheirOneTimeKeys_UsedUp_LastResortServes()
    {
        await using PeerProcess process = PeerProcess.Start(Version);
        IParty peer = await PeerParty.CreateAsync(process, Addresses.Theirs);
        PreKeyBundle first = await peer.PublishAsync(oneTime: true, KyberChoice.OneTime);
        PreKeyBundle last = await peer.PublishAsync(oneTime: false, KyberChoice.LastResort);
        for (int i = 1; i <= 4; i++)
        {
            IParty member = OurParty.Create(Addresses.Member(i), SessionMode.V4SpqrRequired);
            await member.StartAsync(peer, i == 1 ? first : last);
            await SayAsync(member, peer, $"hello from {i}");
            await SayAsync(peer, member, $"hello to {i}");
        }

        Assert.Equal((0, 1), await peer.CountKeysAsync());
    }

    [Fact]
    public async Task FirstMessage_UnderAnotherAddress_IsRefusedByBoth()
    {
        await using PeerProcess process = PeerProcess.Start(Version);
        (IParty we, IParty peer) = await PairAsync(process);
        IParty stranger = OurParty.Create(Addresses.Member(7), SessionMode.V4SpqrRequired);
        await we.StartAsync(peer, await peer.PublishAsync(oneTime: true, KyberChoice.LastResort));
        Letter ours = await we.EncryptAsync(peer, "bound to us");
        Assert.Equal(Refusal.Other, (await peer.DecryptAsync(stranger, ours)).Refusal);

        IParty other = await PeerParty.CreateAsync(process, Addresses.Member(6));
        await other.StartAsync(we, await we.PublishAsync(oneTime: true, KyberChoice.LastResort));
        Letter theirs = await other.EncryptAsync(we, "bound to them");
        Assert.Equal(Refusal.Other, (await we.DecryptAsync(peer, theirs)).Refusal);
        Assert.Equal(Opened.As("bound to them"), await we.DecryptAsync(other, theirs));
    }

    private static async Task<(IParty We, IParty Peer)> PairAsync(PeerProcess process) =>
        (OurParty.Create(Addresses.Ours, SessionMode.V4SpqrRequired), await PeerParty.CreateAsync(process, Addresses.Theirs));

    private static async Task SayAsync(IParty from, IParty to, string text) =>
        Assert.Equal(Opened.As(text), await to.DecryptAsync(from, await from.EncryptAsync(to, text)));
}
