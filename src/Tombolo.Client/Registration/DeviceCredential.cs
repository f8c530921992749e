using System.Buffers.Text;
using Tombolo.Signal;

namespace Tombolo.Client.Registration;

/// <summary>
/// What <c>enlist</c> takes: a token, or in development <c>token#private key</c>, where the one who asked for the token has
/// made the device's key.
/// </summary>
internal sealed record DeviceCredential(string Token, byte[]? PrivateKey)
{
    public static DeviceCredential? Read(string text)
    {
        var parts = text.Trim().Split('#');
        if (parts is [{ Length: > 0 } token])
        {
            return new DeviceCredential(token, null);
        }

        var key = new byte[PrivateKeySize];
        return parts is [{ Length: > 0 } bound, var encoded] && Base64Url.IsValid(encoded)
            && Base64Url.TryDecodeFromChars(encoded, key, out var written) && written == PrivateKeySize
            ? new DeviceCredential(bound, key)
            : null;
    }

    private const int PrivateKeySize = Tombolo.Signal.PrivateKey.SerializedSize;

    /// <summary>The identity key pair of the given private key, serialised; null without one.</summary>
    public byte[]? IdentityKeyPair()
    {
        if (PrivateKey is null)
        {
            return null;
        }

        var key = Signal.PrivateKey.Deserialize(PrivateKey);
        using var pair = new IdentityKeyPair(new IdentityKey(key.GetPublicKey()), key);
        return pair.Serialize();
    }
}
