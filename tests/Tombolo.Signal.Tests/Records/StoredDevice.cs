using System.Text;

namespace Tombolo.Signal.Tests.Records;

/// <summary>A device whose store is filled from files.</summary>
internal sealed class StoredDevice : IDisposable
{
    public static readonly Guid Group = new("d1d1d1d1-7000-11eb-b32a-33b8a8a487a6");

    private readonly string _folder;
    private readonly SessionSettings _settings;

    private StoredDevice(string folder, string name, InMemorySignalStore store)
    {
        _folder = folder;
        _settings = new SessionSettings { Mode = folder == "v3" ? SessionMode.V3 : SessionMode.V4SpqrRequired };
        Address = AddressOf(name);
        Store = store;
    }

    public ProtocolAddress Address { get; }

    public InMemorySignalStore Store { get; }

    public static ProtocolAddress AddressOf(string name) => new(name, 1);

    public static async Task<StoredDevice> LoadAsync(string folder, string name)
    {
        InMemorySignalStore store = new(IdentityKeyPair.Deserialize(Read(folder, $"{name}-identity")), 1234);
        foreach (string other in (string[])["alice", "bob", "carol"])
        {
            if (Exists(folder, $"{name}-session-{other}"))
            {
                using SessionRecord record = SessionRecord.Deserialize(Read(folder, $"{name}-session-{other}"));
                await store.StoreSessionAsync(AddressOf(other), record);
            }
        }

        if (Exists(folder, $"{name}-signed-pre-key"))
        {
            await store.StorePreKeyAsync(PreKeyRecord.Deserialize(Read(folder, $"{name}-pre-key")));
            await store.StoreSignedPreKeyAsync(SignedPreKeyRecord.Deserialize(Read(folder, $"{name}-signed-pre-key")));
        }

        if (Exists(folder, $"{name}-kyber-pre-key"))
        {
            await store.StoreKyberPreKeyAsync(KyberPreKeyRecord.Deserialize(Read(folder, $"{name}-kyber-pre-key")));
        }

        if (Exists(folder, $"{name}-sender-key"))
        {
            using SenderKeyRecord record = SenderKeyRecord.Deserialize(Read(folder, $"{name}-sender-key"));
            await store.StoreSenderKeyAsync(AddressOf("alice"), Group, record);
        }

        return new StoredDevice(folder, name, store);
    }

    public static byte[] Read(string folder, string name) => File.ReadAllBytes(PathOf(folder, name));

    public async Task<string> DecryptAsync(StoredDevice from, string message) =>
        Encoding.UTF8.GetString((await Cipher(from).DecryptAsync(TypeOf(message), Read(_folder, message))).Plaintext);

    public async Task<DecryptFailure?> TryDecryptAsync(StoredDevice from, string message) =>
        (await Cipher(from).DecryptAsync(TypeOf(message), Read(_folder, message))).Failure;

    public async Task SendAsync(StoredDevice to)
    {
        CiphertextMessage message = (await Cipher(to).EncryptAsync("live"u8.ToArray())).Message;
        Assert.Equal("live"u8.ToArray(), (await to.Cipher(this).DecryptAsync(message)).Plaintext);
    }

    public void Dispose() => Store.Dispose();

    private static CiphertextMessageType TypeOf(string message) =>
        message == "first" ? CiphertextMessageType.PreKey : CiphertextMessageType.Signal;

    private static bool Exists(string folder, string name) => File.Exists(PathOf(folder, name));

    private static string PathOf(string folder, string name) =>
        Path.Combine(AppContext.BaseDirectory, "Records", "0.1", folder, name + ".bin");

    private SessionCipher Cipher(StoredDevice other) => new(Store, Address, other.Address, _settings);
}
