namespace Tombolo.Signal.Bench;

/// <summary>One device on our library.</summary>
internal sealed class Device
{
    private readonly IdentityKeyPair _identity;
    private PreKeyRecord? _preKey;

    private Device(string name)
    {
        Address = new ProtocolAddress(name, 1);
        _identity = IdentityKeyPair.Generate();
        Store = new InMemorySignalStore(_identity, 1234);
    }

    internal ProtocolAddress Address { get; }

    internal InMemorySignalStore Store { get; }

    internal static Task<Device> CreateAsync(string name) => Task.FromResult(new Device(name));

    internal SessionCipher Cipher(Device remote) => new(Store, Address, remote.Address);

    internal async Task<PreKeyBundle> PublishAsync()
    {
        SignedPreKeyRecord signed = SignedPreKeyRecord.Generate(1, _identity);
        KyberPreKeyRecord kyber = KyberPreKeyRecord.Generate(2, _identity, KyberPreKeyUse.LastResort);
        _preKey = PreKeyRecord.Generate(3);
        await Store.StoreSignedPreKeyAsync(signed);
        await Store.StoreKyberPreKeyAsync(kyber);
        await Store.StorePreKeyAsync(_preKey);
        return PreKeyBundle.Create(1234, Address.DeviceId, _identity.PublicKey, signed, kyber, _preKey);
    }

    internal ValueTask RestorePreKeyAsync() => Store.StorePreKeyAsync(_preKey!);

    internal ValueTask ForgetAsync(Device remote) => Store.StoreSessionAsync(remote.Address, new SessionRecord());

    internal async Task StartAsync(Device remote, PreKeyBundle bundle)
    {
        SessionStart start = await new SessionBuilder(Store, Address, remote.Address).ProcessBundleAsync(bundle);
        if (start != SessionStart.Established)
        {
            throw new InvalidOperationException($"No session: {start}.");
        }
    }

    internal async Task<CiphertextMessage> EncryptAsync(Device remote, ReadOnlyMemory<byte> text) =>
        (await Cipher(remote).EncryptAsync(text)).Message;

    internal async Task<byte[]> DecryptAsync(Device remote, CiphertextMessage message) =>
        (await Cipher(remote).DecryptAsync(message)).Plaintext;

    internal async Task<byte[]> RecordAsync(Device remote)
    {
        using SessionRecord? record = await Store.LoadSessionAsync(remote.Address);
        return record!.Serialize();
    }
}
