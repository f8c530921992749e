namespace Tombolo.Signal.Tests.Sessions;

/// <summary>The limits of signal-wire 16, each at its edge.</summary>
public sealed class LimitTests
{
    private const string Account = "9d0652a3-dcc3-4d11-975f-74d61598733f";

    [Theory]
    [InlineData(SessionMode.V4WithoutSpqr, 25_000)]
    [InlineData(SessionMode.V4SpqrRequired, 24_999)]
    public async Task ForwardJump_AtTheLimit_DecryptsAndOneMoreIsRefused(SessionMode mode, int lastAccepted)
    {
        using Device alice = new("alice", mode: mode), bob = new("bob", mode: mode);
        List<CiphertextMessage> sent = await SendManyAsync(alice, bob, lastAccepted + 2);

        Assert.Equal(DecryptFailure.InvalidMessage, await bob.TryDecryptAsync(alice, sent[lastAccepted + 1]));
        Assert.Null(await bob.TryDecryptAsync(alice, sent[lastAccepted]));

        using SessionRecord record = await bob.RecordAsync(alice);
        Assert.Equal(SkippedSeeds.Limit, record.Current!.ReceivingChains[^1].Skipped.Count);
        Assert.Null(await bob.TryDecryptAsync(alice, sent[lastAccepted - SkippedSeeds.Limit]));
        Assert.Equal(DecryptFailure.Duplicate, await bob.TryDecryptAsync(alice, sent[lastAccepted - SkippedSeeds.Limit - 1]));
    }

    [Fact]
    public async Task ForwardJump_OwnOtherDevice_MayBeLonger()
    {
        using IdentityKeyPair shared = IdentityKeyPair.Generate();
        using Device phone = new(Account, 1, identity: shared), laptop = new(Account, 2, identity: shared);
        List<CiphertextMessage> sent = await SendManyAsync(phone, laptop, 25_100);

        Assert.Null(await laptop.TryDecryptAsync(phone, sent[^1]));
    }

    [Theory]
    [InlineData(250_000u, null)]
    [InlineData(250_001u, DecryptFailure.InvalidMessage)]
    public async Task ForwardJump_OwnOtherDevice_HasALimitToo(uint counter, DecryptFailure? expected)
    {
        const SessionMode Mode = SessionMode.V4WithoutSpqr;
        using IdentityKeyPair shared = IdentityKeyPair.Generate();
        using Device phone = new(Account, 1, identity: shared, mode: Mode), laptop = new(Account, 2, identity: shared, mode: Mode);
        await phone.StartSessionAsync(laptop);
        using SessionRecord record = await phone.RecordAsync(laptop);
        SessionState session = record.Current!;
        for (; session.SendingIndex < counter; session.SendingIndex++)
        {
            ChainKey.Advance(session.SendingChainKey);
        }

        await phone.Store.StoreSessionAsync(laptop.Address, record);

        Assert.Equal(expected, await laptop.TryDecryptAsync(phone, await phone.EncryptAsync(laptop, "")));
    }

    [Fact]
    public async Task ReceivingChains_SixthTurn_ForgetsTheOldest()
    {
        using Device alice = new("alice", mode: SessionMode.V4WithoutSpqr), bob = new("bob", mode: SessionMode.V4WithoutSpqr);
        await alice.StartSessionAsync(bob);
        await bob.DecryptAsync(alice, await alice.EncryptAsync(bob, "start"));
        List<CiphertextMessage> late = [];
        for (int turn = 0; turn < 6; turn++)
        {
            await alice.DecryptAsync(bob, await bob.EncryptAsync(alice, "turn"));
            late.Add(await alice.EncryptAsync(bob, $"late {turn}"));
            await bob.DecryptAsync(alice, await alice.EncryptAsync(bob, "turn"));
        }

        using SessionRecord record = await bob.RecordAsync(alice);
        Assert.Equal(SessionState.ReceivingChainLimit, record.Current!.ReceivingChains.Count);
        for (int turn = 5; turn >= 1; turn--)
        {
            Assert.Equal($"late {turn}", await bob.DecryptAsync(alice, late[turn]));
        }

        Assert.Equal(DecryptFailure.InvalidMessage, await bob.TryDecryptAsync(alice, late[0]));
    }

    private static async Task<List<CiphertextMessage>> SendManyAsync(Device from, Device to, int count)
    {
        await from.StartSessionAsync(to);
        List<CiphertextMessage> sent = new(count);
        for (int i = 0; i < count; i++)
        {
            sent.Add(await from.EncryptAsync(to, ""));
        }

        return sent;
    }
}
