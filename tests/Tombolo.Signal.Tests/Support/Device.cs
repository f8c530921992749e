using Microsoft.Extensions.Time.Testing;

namespace Tombolo.Signal.Tests;

/// <summary>A device with its stores, its published keys and short words for what it does.</summary>
internal sealed class Device : IDisposable
{
    private uint _nextPreKeyId = 1;

    public Device(string name, uint deviceId = 1, SessionMode mode = SessionMode.V4SpqrRequired, TimeProvider? time = null, IdentityKeyPair? identity = null)
    {
        Address = new ProtocolAddress(name, deviceId);
        Settings = new SessionSettings { Mode = mode };
        Time = time ?? new FakeTimeProvider();
        Store = new InMemorySignalStore(identity ?? IdentityKeyPair.Generate(), RegistrationId.Generate());
    }

    public ProtocolAddress Address { get; }

    public SessionSettings Settings { get; }

    public TimeProvider Time { get; }

    public InMemorySignalStore Store { get; }

    /// <summary>Publishes fresh keys; with <paramref name="lastResort"/> and without a one-time key as when those have run out.</summary>
    public async Task<PreKeyBundle> PublishAsync(bool oneTime = true, bool lastResort = false)
    {
        uint id = _nextPreKeyId++;
        IdentityKeyPair identity = await Store.GetIdentityKeyPairAsync();
        PreKeyRecord? preKey = oneTime ? PreKeyRecord.Generate(id) : null;
        SignedPreKeyRecord signedPreKey = SignedPreKeyRecord.Generate(id, identity, Time);
        KyberPreKeyRecord? kyberPreKey = Settings.Mode == SessionMode.V3
            ? null
            : KyberPreKeyRecord.Generate(id, identity, lastResort ? KyberPreKeyUse.LastResort : KyberPreKeyUse.OneTime, Time);
        if (preKey is not null)
        {
            await Store.StorePreKeyAsync(preKey);
        }

        await Store.StoreSignedPreKeyAsync(signedPreKey);
        if (kyberPreKey is not null)
        {
            await Store.StoreKyberPreKeyAsync(kyberPreKey);
        }

        return PreKeyBundle.Create(
            await Store.GetLocalRegistrationIdAsync(), Address.DeviceId, identity.PublicKey, signedPreKey, kyberPreKey, preKey);
    }

    public SessionCipher CipherFor(Device other, ISignalStore? store = null) =>
        new(store ?? Store, Address, other.Address, Settings, Time);

    public SessionBuilder BuilderFor(Device other, ISignalStore? store = null) =>
        new(store ?? Store, Address, other.Address, Settings, Time);

    public async Task StartSessionAsync(Device other, bool oneTime = true, bool lastResort = false)
    {
        PreKeyBundle bundle = await other.PublishAsync(oneTime, lastResort);
        Assert.Equal(SessionStart.Established, await BuilderFor(other).ProcessBundleAsync(bundle));
    }

    public async Task<CiphertextMessage> EncryptAsync(Device other, string text)
    {
        EncryptResult result = await CipherFor(other).EncryptAsync(System.Text.Encoding.UTF8.GetBytes(text));
        Assert.Null(result.Failure);
        return result.Message;
    }

    public async Task<string> DecryptAsync(Device other, CiphertextMessage message)
    {
        DecryptResult result = await CipherFor(other).DecryptAsync(message);
        Assert.Null(result.Failure);
        return System.Text.Encoding.UTF8.GetString(result.Plaintext);
    }

    public async Task<DecryptFailure?> TryDecryptAsync(Device other, CiphertextMessage message) =>
        (await CipherFor(other).DecryptAsync(message)).Failure;

    public async Task<SessionRecord> RecordAsync(Device other) =>
        await Store.LoadSessionAsync(other.Address) ?? throw new InvalidOperationException("There is no record.");

    public void Dispose() => Store.Dispose();
}
