using System.Text;

namespace Tombolo.Peers.Tests.Signal;

/// <summary>A person who uses our library, on the in-memory store.</summary>
internal sealed class OurParty : IParty
{
    private readonly SessionSettings _settings;
    private readonly HashSet<uint> _preKeys = [];
    private readonly HashSet<uint> _kyberPreKeys = [];
    private InMemorySignalStore _store;
    private IdentityKeyPair _identity;
    private bool _onlyTheFirst;
    private uint _nextId = 1;

    private OurParty(ProtocolAddress address, SessionSettings settings)
    {
        Address = address;
        _settings = settings;
        (_identity, _store) = NewStore();
    }

    public ProtocolAddress Address { get; }

    public IdentityKey Identity => _identity.PublicKey;

    internal static OurParty Create(ProtocolAddress address, SessionMode mode) =>
        new(address, new SessionSettings { Mode = mode });

    public async Task<PreKeyBundle> PublishAsync(bool oneTime, KyberChoice kyber)
    {
        using SignedPreKeyRecord signed = SignedPreKeyRecord.Generate(_nextId++, _identity);
        await _store.StoreSignedPreKeyAsync(signed);
        PreKeyRecord? preKey = null;
        if (oneTime)
        {
            preKey = PreKeyRecord.Generate(_nextId++);
            _preKeys.Add(preKey.Id);
            await _store.StorePreKeyAsync(preKey);
        }

        KyberPreKeyRecord? kyberPreKey = null;
        if (kyber != KyberChoice.None)
        {
            KyberPreKeyUse use = kyber == KyberChoice.OneTime ? KyberPreKeyUse.OneTime : KyberPreKeyUse.LastResort;
            kyberPreKey = KyberPreKeyRecord.Generate(_nextId++, _identity, use);
            _kyberPreKeys.Add(kyberPreKey.Id);
            await _store.StoreKyberPreKeyAsync(kyberPreKey);
        }

        return PreKeyBundle.Create(
            await _store.GetLocalRegistrationIdAsync(), Address.DeviceId, Identity, signed, kyberPreKey, preKey);
    }

    public async Task StartAsync(IParty remote, PreKeyBundle bundle)
    {
        if (!_onlyTheFirst)
        {
            _store.TrustIdentity(remote.Address, bundle.IdentityKey);
        }

        SessionBuilder builder = new(_store, Address, remote.Address, _settings);
        Assert.Equal(SessionStart.Established, await builder.ProcessBundleAsync(bundle));
    }

    public async Task<Letter> EncryptAsync(IParty remote, string text)
    {
        EncryptResult result = await Cipher(remote).EncryptAsync(Encoding.UTF8.GetBytes(text));
        return new Letter((int)result.Message.Type, result.Message.Serialized.ToArray());
    }

    public async Task<Opened> DecryptAsync(IParty remote, Letter letter)
    {
        DecryptResult result = await Cipher(remote).DecryptAsync((CiphertextMessageType)letter.Type, letter.Body);
        if (result.Failure == DecryptFailure.UntrustedIdentity && !_onlyTheFirst)
        {
            _store.TrustIdentity(remote.Address, result.RemoteIdentity!);
            result = await Cipher(remote).DecryptAsync((CiphertextMessageType)letter.Type, letter.Body);
        }

        return Open(result);
    }

    public Task TrustAsync(bool onlyTheFirst)
    {
        _onlyTheFirst = onlyTheFirst;
        return Task.CompletedTask;
    }

    public Task ChangeIdentityAsync()
    {
        (_identity, _store) = NewStore();
        return Task.CompletedTask;
    }

    public async Task<(int PreKeys, int KyberPreKeys)> CountKeysAsync()
    {
        int preKeys = 0;
        foreach (uint id in _preKeys)
        {
            preKeys += await _store.LoadPreKeyAsync(id) is null ? 0 : 1;
        }

        int kyberPreKeys = 0;
        foreach (uint id in _kyberPreKeys)
        {
            kyberPreKeys += await _store.LoadKyberPreKeyAsync(id) is null ? 0 : 1;
        }

        return (preKeys, kyberPreKeys);
    }

    public async Task<byte[]> DistributeAsync(Guid distribution) =>
        (await Groups().CreateDistributionMessageAsync(distribution)).Serialize();

    public async Task ProcessDistributionAsync(IParty sender, byte[] message)
    {
        Assert.True(SenderKeyDistributionMessage.TryParse(message, out SenderKeyDistributionMessage? parsed, out _));
        await Groups().ProcessDistributionMessageAsync(sender.Address, parsed);
    }

    public async Task<byte[]> GroupEncryptAsync(Guid distribution, string text) =>
        (await Groups().EncryptAsync(distribution, Encoding.UTF8.GetBytes(text))).Message.Serialized.ToArray();

    public async Task<Opened> GroupDecryptAsync(IParty sender, byte[] message) =>
        Open(await Groups().DecryptAsync(sender.Address, message));

    private static (IdentityKeyPair Identity, InMemorySignalStore Store) NewStore()
    {
        IdentityKeyPair identity = IdentityKeyPair.Generate();
        return (identity, new InMemorySignalStore(identity, (uint)Random.Shared.Next(1, 0x3FFF)));
    }

    private SessionCipher Cipher(IParty remote) => new(_store, Address, remote.Address, _settings);

    private GroupCipher Groups() => new(_store, Address);

    private static Opened Open(DecryptResult result) => result.Succeeded
        ? Opened.As(Encoding.UTF8.GetString(result.Plaintext))
        : Opened.Refused(result.Failure switch
        {
            DecryptFailure.Duplicate => Refusal.Duplicate,
            DecryptFailure.UntrustedIdentity => Refusal.UntrustedIdentity,
            _ => Refusal.Other,
        });
}
