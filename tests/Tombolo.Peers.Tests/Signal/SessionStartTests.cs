namespace Tombolo.Peers.Tests.Signal;

/// <summary>How a session begins with each version of Signal's library, in both roles.</summary>
[Collection(nameof(PeerCollection))]
public sealed class SessionStartTests
{
    public static TheoryData<string, SessionMode> Pairs => new()
    {
        { "0.103.0", SessionMode.V4SpqrRequired },
        { "0.103.0", SessionMode.V4SpqrNegotiable },
        { "0.90.0", SessionMode.V4SpqrRequired },
        { "0.90.0", SessionMode.V4SpqrNegotiable },
        { "0.90.0", SessionMode.V4WithoutSpqr },
        { "0.72.1", SessionMode.V4SpqrNegotiable },
        { "0.72.1", SessionMode.V4WithoutSpqr },
        { "0.72.1", SessionMode.V3 },
        { "0.22.0", SessionMode.V3 },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task WeStart_WithAndWithoutOneTimeKey_BothCanTalk(string version, SessionMode mode)
    {
        await using PeerProcess process = PeerProcess.Start(version);
        foreach (bool oneTime in (bool[])[true, false])
        {
            PeerParty peer = await PeerParty.CreateAsync(process, Addresses.Theirs);
            OurParty we = OurParty.Create(Addresses.Ours, mode);

            await we.StartAsync(peer, await peer.PublishAsync(oneTime, KyberFor(mode)));

            await TalkAsync(we, peer);
            Assert.Equal(0, (await peer.CountKeysAsync()).PreKeys);
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task TheyStart_WithAndWithoutOneTimeKey_BothCanTalk(string version, SessionMode mode)
    {
        await using PeerProcess process = PeerProcess.Start(version);
        foreach (bool oneTime in (bool[])[true, false])
        {
            PeerParty peer = await PeerParty.CreateAsync(process, Addresses.Theirs);
            OurParty we = OurParty.Create(Addresses.Ours, mode);

            await peer.StartAsync(we, await we.PublishAsync(oneTime, KyberFor(mode)));

            await TalkAsync(peer, we);
            Assert.Equal(0, (await we.CountKeysAsync()).PreKeys);
        }
    }

    [Fact]
    public async Task SpqrRequired_AgainstAPeerWithoutIt_IsRefusedByUs()
    {
        await using PeerProcess process = PeerProcess.Start("0.72.1");
        PeerParty peer = await PeerParty.CreateAsync(process, Addresses.Theirs);
        OurParty we = OurParty.Create(Addresses.Ours, SessionMode.V4SpqrRequired);
        await peer.StartAsync(we, await we.PublishAsync(oneTime: true, KyberChoice.LastResort));

        Opened opened = await we.DecryptAsync(peer, await peer.EncryptAsync(we, "hello"));

        Assert.Equal(Opened.Refused(Refusal.Other), opened);
    }

    [Fact]
    public async Task LegacySession_AgainstTheNewestVersion_IsRefusedByIt()
    {
        await using PeerProcess process = PeerProcess.Start("0.103.0");
        PeerParty peer = await PeerParty.CreateAsync(process, Addresses.Theirs);
        OurParty we = OurParty.Create(Addresses.Ours, SessionMode.V3);
        await we.StartAsync(peer, await peer.PublishAsync(oneTime: true, KyberChoice.None));

        Opened opened = await peer.DecryptAsync(we, await we.EncryptAsync(peer, "hello"));

        Assert.Equal(Opened.Refused(Refusal.Other), opened);
    }

    private static KyberChoice KyberFor(SessionMode mode) =>
        mode == SessionMode.V3 ? KyberChoice.None : KyberChoice.LastResort;

    private static async Task TalkAsync(IParty first, IParty second)
    {
        for (int i = 0; i < 3; i++)
        {
            // Unanswered messages all carry the start of the session.
            Letter letter = await first.EncryptAsync(second, $"start {i}");
            Assert.Equal(3, letter.Type);
            Assert.Equal(Opened.As($"start {i}"), await second.DecryptAsync(first, letter));
        }

        for (int i = 0; i < 5; i++)
        {
            Letter answer = await second.EncryptAsync(first, $"answer {i}");
            Assert.Equal(2, answer.Type);
            Assert.Equal(Opened.As($"answer {i}"), await first.DecryptAsync(second, answer));
            Letter letter = await first.EncryptAsync(second, $"more {i}");
            Assert.Equal(2, letter.Type);
            Assert.Equal(Opened.As($"more {i}"), await second.DecryptAsync(first, letter));
        }
    }
}
