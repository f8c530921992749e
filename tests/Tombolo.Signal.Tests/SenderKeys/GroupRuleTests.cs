namespace Tombolo.Signal.Tests.SenderKeys;

/// <summary>The rules of signal-wire 11.3 and the limits of 16.</summary>
public sealed class GroupRuleTests
{
    private static readonly Guid Group = new("11111111-2222-3333-4444-555555555555");

    [Fact]
    public async Task Message_SignatureOrAnythingUnderItChanged_IsInvalidAndStoresNothing()
    {
        using Device alice = new("alice"), bob = new("bob");
        (GroupCipher sender, GroupCipher receiver) = await GroupTests.DistributeAsync(alice, bob);
        byte[] message = (await sender.EncryptAsync(Group, "genuine"u8.ToArray())).Message.Serialized.ToArray();
        byte[] before = await RecordAsync(bob, alice);

        foreach (int position in (int[])[0, message.Length - 70, message.Length - 64, message.Length - 20])
        {
            byte[] forged = [.. message];
            forged[position] ^= 1;
            Assert.Equal(DecryptFailure.InvalidMessage, (await receiver.DecryptAsync(alice.Address, forged)).Failure);
        }

        Assert.Equal(before, await RecordAsync(bob, alice));
        Assert.Equal("genuine"u8.ToArray(), (await receiver.DecryptAsync(alice.Address, message)).Plaintext);
    }

    [Fact]
    public async Task Distribution_Repeated_DoesNotRewindTheChain()
    {
        using Device alice = new("alice"), bob = new("bob");
        GroupCipher sender = new(alice.Store, alice.Address), receiver = new(bob.Store, bob.Address);
        SenderKeyDistributionMessage distribution = await sender.CreateDistributionMessageAsync(Group);
        await receiver.ProcessDistributionMessageAsync(alice.Address, distribution);
        ReadOnlyMemory<byte> message = (await sender.EncryptAsync(Group, "once"u8.ToArray())).Message.Serialized;
        Assert.True((await receiver.DecryptAsync(alice.Address, message)).Succeeded);

        await receiver.ProcessDistributionMessageAsync(alice.Address, distribution);

        Assert.Equal(DecryptFailure.Duplicate, (await receiver.DecryptAsync(alice.Address, message)).Failure);
    }

    [Fact]
    public async Task Joiner_GetsTheCurrentKey_AndCannotReadWhatWasBefore()
    {
        using Device alice = new("alice"), bob = new("bob");
        GroupCipher sender = new(alice.Store, alice.Address), receiver = new(bob.Store, bob.Address);
        await sender.CreateDistributionMessageAsync(Group);
        ReadOnlyMemory<byte> earlier = (await sender.EncryptAsync(Group, "earlier"u8.ToArray())).Message.Serialized;

        await receiver.ProcessDistributionMessageAsync(alice.Address, await sender.CreateDistributionMessageAsync(Group));

        Assert.Equal(DecryptFailure.Duplicate, (await receiver.DecryptAsync(alice.Address, earlier)).Failure);
        ReadOnlyMemory<byte> later = (await sender.EncryptAsync(Group, "later"u8.ToArray())).Message.Serialized;
        Assert.Equal("later"u8.ToArray(), (await receiver.DecryptAsync(alice.Address, later)).Plaintext);
    }

    [Fact]
    public async Task Rotation_LeaverWithTheOldKey_CannotReadOn_AndTheOthersReadBoth()
    {
        using Device alice = new("alice"), bob = new("bob"), carol = new("carol");
        (GroupCipher sender, GroupCipher leaver) = await GroupTests.DistributeAsync(alice, bob);
        (_, GroupCipher stayer) = await GroupTests.DistributeAsync(alice, carol);
        ReadOnlyMemory<byte> old = (await sender.EncryptAsync(Group, "old"u8.ToArray())).Message.Serialized;

        await stayer.ProcessDistributionMessageAsync(alice.Address, await sender.RotateAsync(Group));
        ReadOnlyMemory<byte> rotated = (await sender.EncryptAsync(Group, "new"u8.ToArray())).Message.Serialized;

        Assert.Equal(DecryptFailure.NoSenderKey, (await leaver.DecryptAsync(alice.Address, rotated)).Failure);
        Assert.Equal("new"u8.ToArray(), (await stayer.DecryptAsync(alice.Address, rotated)).Plaintext);
        Assert.Equal("old"u8.ToArray(), (await stayer.DecryptAsync(alice.Address, old)).Plaintext);
    }

    [Fact]
    public void Record_SameChainIdAnotherSigningKey_ReplacesTheOldState()
    {
        SenderKeyRecord record = new();
        record.Add(7, 3, Hex.Repeat(1), GoldenKeys.Public(GoldenKeys.A));
        record.Add(8, 0, Hex.Repeat(2), GoldenKeys.Public(GoldenKeys.A));

        record.Add(7, 5, Hex.Repeat(3), GoldenKeys.Public(GoldenKeys.B));

        Assert.Equal(2, record.StateCount);
        Assert.Equal(7u, record.Current!.ChainId);
        Assert.Equal(5u, record.Current.Iteration);
        Assert.Equal(GoldenKeys.Public(GoldenKeys.B).Raw, record.Find(7)!.SigningPublicKey);
    }

    [Fact]
    public void Record_SixthChain_ForgetsTheOldest()
    {
        SenderKeyRecord record = new();
        for (uint chain = 1; chain <= 6; chain++)
        {
            record.Add(chain, 0, Hex.Repeat((byte)chain), GoldenKeys.Public(GoldenKeys.A));
        }

        Assert.Equal(SenderKeyRecord.StateLimit, record.StateCount);
        Assert.Null(record.Find(1));
        Assert.NotNull(record.Find(2));
    }

    [Theory]
    [InlineData(25_000u, null)]
    [InlineData(25_001u, DecryptFailure.InvalidMessage)]
    [InlineData(uint.MaxValue, DecryptFailure.InvalidMessage)]
    public void Chain_ForwardJump_IsAcceptedUpToTheLimit(uint iteration, DecryptFailure? expected)
    {
        SenderKeyState state = new(1, 0, Hex.Repeat(0x55), new byte[32], []);
        byte[] seed = new byte[32];

        Assert.Equal(expected, state.TryTakeSeed(iteration, seed));

        Assert.Equal(expected is null ? SkippedSeeds.Limit : 0, state.Skipped.Count);
        Assert.Equal(expected is null ? iteration + 1 : 0, state.Iteration);
    }

    [Fact]
    public void Chain_NextToTheLastNumber_IsRefusedAtTheLast()
    {
        SenderKeyState state = new(1, uint.MaxValue - 1, Hex.Repeat(0x55), new byte[32], []);
        byte[] seed = new byte[32];

        Assert.Null(state.TryTakeSeed(uint.MaxValue - 1, seed));
        Assert.Equal(DecryptFailure.InvalidMessage, state.TryTakeSeed(uint.MaxValue, seed));
    }

    [Theory]
    [InlineData("23", DecryptFailure.LegacyVersion)]
    [InlineData("43", DecryptFailure.FutureVersion)]
    [InlineData("33", DecryptFailure.Malformed)]
    [InlineData("", DecryptFailure.Malformed)]
    public async Task Message_NotOne_IsNamed(string hex, DecryptFailure expected)
    {
        using Device alice = new("alice"), bob = new("bob");
        GroupCipher receiver = new(bob.Store, bob.Address);

        Assert.Equal(expected, (await receiver.DecryptAsync(alice.Address, Hex.Bytes(hex))).Failure);
        Assert.False(SenderKeyDistributionMessage.TryParse(Hex.Bytes(hex), out _, out DecryptFailure failure));
        Assert.Equal(expected, failure);
    }

    private static async Task<byte[]> RecordAsync(Device owner, Device sender)
    {
        using SenderKeyRecord? record = await owner.Store.LoadSenderKeyAsync(sender.Address, Group);
        return record!.Serialize();
    }
}
