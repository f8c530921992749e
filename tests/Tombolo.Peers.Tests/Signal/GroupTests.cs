namespace Tombolo.Peers.Tests.Signal;

/// <summary>Sender keys in a group of five, three on our library and two on Signal's, with members coming and going.</summary>
[Collection(nameof(PeerCollection))]
public sealed class GroupTests
{
    private static readonly Guid Distribution = new("d1d1d1d1-7000-11eb-b32a-33b8a8a487a6");

    [Fact]
    public async Task GroupOfFive_JoinsAndLeaves_EachReadsExactlyWhatIsMeantForHim()
    {
        await using PeerProcess process = PeerProcess.Start("0.103.0");
        List<IParty> members =
        [
            OurParty.Create(Addresses.Member(1), SessionMode.V4SpqrRequired),
            await PeerParty.CreateAsync(process, Addresses.Member(2)),
            OurParty.Create(Addresses.Member(3), SessionMode.V4SpqrRequired),
            await PeerParty.CreateAsync(process, Addresses.Member(4)),
        ];
        foreach (IParty sender in members)
        {
            await AnnounceAsync(sender, Distribution, members);
        }

        await EveryoneSpeaksAsync(members, Distribution, "four of us");
        byte[] before = await members[0].GroupEncryptAsync(Distribution, "before the fifth came");
        byte[] beforeFromPeer = await members[1].GroupEncryptAsync(Distribution, "before the fifth came");

        IParty fifth = OurParty.Create(Addresses.Member(5), SessionMode.V4SpqrRequired);
        members.Add(fifth);
        foreach (IParty sender in members)
        {
            await AnnounceAsync(sender, Distribution, ReferenceEquals(sender, fifth) ? members : [fifth]);
        }

        await EveryoneSpeaksAsync(members, Distribution, "five of us");
        Assert.NotEqual(Refusal.None, (await fifth.GroupDecryptAsync(members[0], before)).Refusal);
        Assert.NotEqual(Refusal.None, (await fifth.GroupDecryptAsync(members[1], beforeFromPeer)).Refusal);
        Assert.Equal(Opened.As("before the fifth came"), await members[3].GroupDecryptAsync(members[0], before));

        // One leaves: everybody makes new keys under a new distribution.
        Guid next = new("d1d1d1d1-7000-11eb-b32a-33b8a8a487a7");
        IParty left = members[3];
        members.RemoveAt(3);
        foreach (IParty sender in members)
        {
            await AnnounceAsync(sender, next, members);
        }

        await EveryoneSpeaksAsync(members, next, "four again");
        byte[] secret = await members[0].GroupEncryptAsync(next, "without you");
        Assert.Equal(Refusal.Other, (await left.GroupDecryptAsync(members[0], secret)).Refusal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task GroupMessages_OutOfOrderAndTwice_AreReadOnce(bool weSend)
    {
        await using PeerProcess process = PeerProcess.Start("0.103.0");
        IParty we = OurParty.Create(Addresses.Member(1), SessionMode.V4SpqrRequired);
        IParty peer = await PeerParty.CreateAsync(process, Addresses.Member(2));
        (IParty sender, IParty reader) = weSend ? (we, peer) : (peer, we);
        await reader.ProcessDistributionAsync(sender, await sender.DistributeAsync(Distribution));
        List<byte[]> messages = [];
        for (int i = 0; i < 60; i++)
        {
            messages.Add(await sender.GroupEncryptAsync(Distribution, $"text {i}"));
        }

        int[] order = [.. Enumerable.Range(0, 60)];
        new Random(5).Shuffle(order);
        foreach (int i in order)
        {
            Assert.Equal(Opened.As($"text {i}"), await reader.GroupDecryptAsync(sender, messages[i]));
            Assert.Equal(Refusal.Duplicate, (await reader.GroupDecryptAsync(sender, messages[i])).Refusal);
        }
    }

    private static async Task AnnounceAsync(IParty sender, Guid distribution, IEnumerable<IParty> members)
    {
        byte[] message = await sender.DistributeAsync(distribution);
        foreach (IParty member in members.Where(member => !ReferenceEquals(member, sender)))
        {
            await member.ProcessDistributionAsync(sender, message);
        }
    }

    private static async Task EveryoneSpeaksAsync(List<IParty> members, Guid distribution, string text)
    {
        foreach (IParty sender in members)
        {
            byte[] message = await sender.GroupEncryptAsync(distribution, text);
            foreach (IParty reader in members.Where(member => !ReferenceEquals(member, sender)))
            {
                Assert.Equal(Opened.As(text), await reader.GroupDecryptAsync(sender, message));
            }
        }
    }
}
