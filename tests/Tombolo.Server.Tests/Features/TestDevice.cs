using Tombolo.Interop.Enlistment;
using Tombolo.Interop.Keys;
using Tombolo.Signal;

namespace Tombolo.Server.Tests.Features;

/// <summary>A device with real keys, made and signed by the client's own cryptography: the server's verification is a second implementation.</summary>
internal sealed class TestDevice : IDisposable
{
    private readonly IdentityKeyPair _identity = IdentityKeyPair.Generate();

    public TestDevice(int preKeys = 3, int kyberPreKeys = 2)
    {
        Keys = new DeviceKeys
        {
            IdentityKey = _identity.PublicKey.Serialize(),
            SignedPreKey = SignedEc(1),
            KyberLastResort = SignedKyber(1),
            PreKeys = [.. Enumerable.Range(1, preKeys).Select(id => Ec((uint)id))],
            KyberPreKeys = [.. Enumerable.Range(2, kyberPreKeys).Select(id => SignedKyber((uint)id))],
        };
    }

    public DeviceKeys Keys { get; set; }

    public DeviceDescription Description { get; set; } = new() { Platform = DevicePlatforms.Android, Name = "Test phone", RegistrationId = 4711 };

    public string Thumbprint => KeyThumbprint.Of(Keys.IdentityKey);

    public byte[] Sign(byte[] message) => _identity.Sign(message);

    public static PreKey Ec(uint id)
    {
        using var pair = KeyPair.Generate();
        return new PreKey { Id = id, Key = pair.PublicKey.Serialize() };
    }

    public SignedPreKey SignedEc(uint id)
    {
        using var pair = KeyPair.Generate();
        var key = pair.PublicKey.Serialize();
        return new SignedPreKey { Id = id, Key = key, Signature = Sign(key) };
    }

    public SignedPreKey SignedKyber(uint id)
    {
        using var pair = KyberKeyPair.Generate();
        var key = pair.PublicKey.Serialize();
        return new SignedPreKey { Id = id, Key = key, Signature = Sign(key) };
    }

    public void Dispose() => _identity.Dispose();
}
