using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Tombolo.Server.Accounts.Login;

/// <summary>Makes login tokens and keeps them sealed at rest: AES-256-GCM, bound to the device, so that a row copied to another device opens nothing.</summary>
internal sealed class LoginTokens(HostSecret secret)
{
    private const int TokenSize = 32;
    private readonly byte[] _key = secret.DeriveKey("login tokens");

    /// <summary>43 characters of base64url; its ASCII bytes are the HMAC key of HT-SHA-256 (XEP-0484).</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenSize));

    /// <summary>nonce (12) ‖ ciphertext ‖ tag (16).</summary>
    public byte[] Seal(DeviceAddress device, string token)
    {
        var text = Encoding.ASCII.GetBytes(token);
        var nonceSize = AesGcm.NonceByteSizes.MaxSize;
        var tagSize = AesGcm.TagByteSizes.MaxSize;
        var sealedToken = new byte[nonceSize + text.Length + tagSize];
        var nonce = sealedToken.AsSpan(0, nonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = NewCipher();
        cipher.Encrypt(nonce, text, sealedToken.AsSpan(nonceSize, text.Length), sealedToken.AsSpan(nonceSize + text.Length), AssociatedData(device));
        CryptographicOperations.ZeroMemory(text);
        return sealedToken;
    }

    /// <summary>The token's bytes; the caller clears them.</summary>
    public byte[] Open(DeviceAddress device, ReadOnlySpan<byte> sealedToken)
    {
        var nonceSize = AesGcm.NonceByteSizes.MaxSize;
        var tagSize = AesGcm.TagByteSizes.MaxSize;
        var text = new byte[sealedToken.Length - nonceSize - tagSize];
        using var cipher = NewCipher();
        cipher.Decrypt(sealedToken[..nonceSize], sealedToken.Slice(nonceSize, text.Length), sealedToken[^tagSize..], text, AssociatedData(device));
        return text;
    }

    // One per use: an instance keeps state of the operation it is in.
    private AesGcm NewCipher() => new(_key, AesGcm.TagByteSizes.MaxSize);

    private static byte[] AssociatedData(DeviceAddress device) => Encoding.UTF8.GetBytes(device.ToString());
}
