using System.Buffers.Text;
using System.Security.Cryptography;
using Org.BouncyCastle.Math.EC.Rfc7748;
using Tombolo.Interop.Keys;

namespace Tombolo.Cli.Wren;

/// <summary>A fresh X25519 key for a device that a script will make; cleared when it is disposed.</summary>
internal sealed class DeviceKey : IDisposable
{
    private readonly byte[] _private;

    private DeviceKey(byte[] privateKey)
    {
        _private = privateKey;
        var identityKey = new byte[DeviceKeys.EcKeySize];
        identityKey[0] = 0x05;
        X25519.GeneratePublicKey(_private, 0, identityKey, 1);
        Thumbprint = KeyThumbprint.Of(identityKey);
    }

    /// <summary>RFC 7638 thumbprint, the <c>cnf.jkt</c> of the token.</summary>
    public string Thumbprint { get; }

    public static DeviceKey Create()
    {
        var key = RandomNumberGenerator.GetBytes(X25519.ScalarSize);

        // Clamped as in RFC 7748 section 5, so that every implementation reads the same number.
        key[0] &= 248;
        key[31] = (byte)((key[31] & 127) | 64);
        return new DeviceKey(key);
    }

    /// <summary>The private key as base64url; the one who prints it answers for it.</summary>
    public string ExportPrivateKey() => Base64Url.EncodeToString(_private);

    public void Dispose() => CryptographicOperations.ZeroMemory(_private);
}
