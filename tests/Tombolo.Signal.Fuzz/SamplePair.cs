namespace Tombolo.Signal.Fuzz;

/// <summary>Alice and Bob, after some messages; Bob is the one who is fuzzed.</summary>
internal sealed class SamplePair : IDisposable
{
    private static readonly Guid GroupId = new("d1d1d1d1-7000-11eb-b32a-33b8a8a487a6");

    private readonly InMemorySignalStore _alice = new(IdentityKeyPair.Generate(), 11);

    internal InMemorySignalStore BobStore { get; } = new(IdentityKeyPair.Generate(), 12);

    internal SessionCipher ToAlice => new(BobStore, Samples.BobAddress, Samples.AliceAddress);

    internal GroupCipher Group => new(BobStore, Samples.BobAddress);

    internal List<byte[]> Messages { get; } = [];

    internal List<byte[]> PreKeyMessages { get; } = [];

    internal List<byte[]> GroupMessages { get; } = [];

    internal List<byte[]> Distributions { get; } = [];

    internal List<byte[]> SessionRecords { get; } = [];

    internal List<byte[]> SenderKeyRecords { get; } = [];

    internal async Task TalkAsync()
    {
        SessionCipher toBob = new(_alice, Samples.AliceAddress, Samples.BobAddress);
        await new SessionBuilder(_alice, Samples.AliceAddress, Samples.BobAddress).ProcessBundleAsync(await PublishAsync());
        for (int i = 0; i < 60; i++)
        {
            (SessionCipher from, SessionCipher to) = i % 3 == 2 ? (ToAlice, toBob) : (toBob, ToAlice);
            CiphertextMessage message = (await from.EncryptAsync(new byte[i])).Message;
            (message.Type == CiphertextMessageType.PreKey ? PreKeyMessages : Messages).Add(message.Serialized.ToArray());
            if (i % 7 != 6)
            {
                _ = (await to.DecryptAsync(message)).Plaintext;
            }

            using SessionRecord? record = await BobStore.LoadSessionAsync(Samples.AliceAddress);
            SessionRecords.Add(record!.Serialize());
        }

        await TalkInGroupAsync();
    }

    public void Dispose()
    {
        _alice.Dispose();
        BobStore.Dispose();
    }

    private async Task TalkInGroupAsync()
    {
        GroupCipher alice = new(_alice, Samples.AliceAddress);
        SenderKeyDistributionMessage distribution = await alice.CreateDistributionMessageAsync(GroupId);
        Distributions.Add(distribution.Serialize());
        await Group.ProcessDistributionMessageAsync(Samples.AliceAddress, distribution);
        for (int i = 0; i < 9; i++)
        {
            CiphertextMessage message = (await alice.EncryptAsync(GroupId, new byte[i])).Message;
            GroupMessages.Add(message.Serialized.ToArray());
            if (i % 3 == 2)
            {
                _ = (await Group.DecryptAsync(Samples.AliceAddress, message.Serialized)).Plaintext;
            }
        }

        using SenderKeyRecord? record = await BobStore.LoadSenderKeyAsync(Samples.AliceAddress, GroupId);
        SenderKeyRecords.Add(record!.Serialize());
    }

    private async Task<PreKeyBundle> PublishAsync()
    {
        IdentityKeyPair identity = await BobStore.GetIdentityKeyPairAsync();
        SignedPreKeyRecord signed = SignedPreKeyRecord.Generate(1, identity);
        KyberPreKeyRecord kyber = KyberPreKeyRecord.Generate(2, identity, KyberPreKeyUse.LastResort);
        PreKeyRecord preKey = PreKeyRecord.Generate(3);
        await BobStore.StoreSignedPreKeyAsync(signed);
        await BobStore.StoreKyberPreKeyAsync(kyber);
        await BobStore.StorePreKeyAsync(preKey);
        return PreKeyBundle.Create(12, 1, identity.PublicKey, signed, kyber, preKey);
    }
}
