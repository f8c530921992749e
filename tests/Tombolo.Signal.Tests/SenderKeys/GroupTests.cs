namespace Tombolo.Signal.Tests.SenderKeys;

public sealed class GroupTests
{
    private static readonly Guid Group = new("11111111-2222-3333-4444-555555555555");

    [Fact]
    public async Task Group_MessagesOutOfOrder_EachDecryptsOnce()
    {
        using Device alice = new("alice"), bob = new("bob");
        (GroupCipher sender, GroupCipher receiver) = await DistributeAsync(alice, bob);
        List<ReadOnlyMemory<byte>> sent = [];
        for (int i = 0; i < 10; i++)
        {
            sent.Add((await sender.EncryptAsync(Group, new[] { (byte)i })).Message.Serialized);
        }

        foreach (int i in new[] { 3, 0, 9, 1, 2, 8, 7, 6, 5, 4 })
        {
            Assert.Equal([(byte)i], (await receiver.DecryptAsync(alice.Address, sent[i])).Plaintext);
        }

        Assert.Equal(DecryptFailure.Duplicate, (await receiver.DecryptAsync(alice.Address, sent[3])).Failure);
    }

    [Fact]
    public async Task Group_WithoutDistribution_SaysNoSenderKey()
    {
        using Device alice = new("alice"), bob = new("bob");
        GroupCipher sender = new(alice.Store, alice.Address), receiver = new(bob.Store, bob.Address);
        Assert.Equal(EncryptFailure.NoSenderKey, (await sender.EncryptAsync(Group, new byte[1])).Failure);
        await sender.CreateDistributionMessageAsync(Group);

        EncryptResult message = await sender.EncryptAsync(Group, new byte[1]);

        Assert.Equal(DecryptFailure.NoSenderKey, (await receiver.DecryptAsync(alice.Address, message.Message.Serialized)).Failure);
    }

    internal static async Task<(GroupCipher Sender, GroupCipher Receiver)> DistributeAsync(Device from, Device to)
    {
        GroupCipher sender = new(from.Store, from.Address), receiver = new(to.Store, to.Address);
        SenderKeyDistributionMessage distribution = await sender.CreateDistributionMessageAsync(Group);
        Assert.True(SenderKeyDistributionMessage.TryParse(distribution.Serialize(), out SenderKeyDistributionMessage? parsed, out _));
        await receiver.ProcessDistributionMessageAsync(from.Address, parsed);
        return (sender, receiver);
    }
}
