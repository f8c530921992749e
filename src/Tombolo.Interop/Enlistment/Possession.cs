using System.Security.Cryptography;
using System.Text;

namespace Tombolo.Interop.Enlistment;

/// <summary>
/// The bytes a device signs (XEdDSA, with its identity key) to prove that it holds the key named in an identity token:
/// ASCII <c>Tombolo possession 1</c>, a zero byte, the host's nonce (32), SHA-256 of the token's ASCII (32) and the key digest (32).
/// This type only builds the bytes; signing and verifying belong to the two sides.
/// </summary>
public static class Possession
{
    /// <summary>Size of the nonce in bytes.</summary>
    public const int NonceSize = 32;

    /// <summary>Size of the signature in bytes.</summary>
    public const int SignatureSize = 64;

    private static ReadOnlySpan<byte> Label => "Tombolo possession 1\0"u8;

    /// <summary>The message to sign for an enlistment: the digest is <see cref="Keys.KeyDigest.Of"/> of the keys sent with it.</summary>
    /// <exception cref="ArgumentException">Nonce or digest is not 32 bytes, or the token is not ASCII.</exception>
    public static byte[] Message(ReadOnlySpan<byte> nonce, string token, ReadOnlySpan<byte> keyDigest)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (nonce.Length != NonceSize || keyDigest.Length != SHA256.HashSizeInBytes || !Ascii.IsValid(token))
        {
            throw new ArgumentException("A nonce and a digest of 32 bytes and an ASCII token are needed.");
        }

        var message = new byte[Label.Length + NonceSize + (2 * SHA256.HashSizeInBytes)];
        var rest = message.AsSpan();
        Label.CopyTo(rest);
        rest = rest[Label.Length..];
        nonce.CopyTo(rest);
        rest = rest[NonceSize..];
        SHA256.HashData(Encoding.ASCII.GetBytes(token), rest);
        keyDigest.CopyTo(rest[SHA256.HashSizeInBytes..]);
        return message;
    }

    /// <summary>The message to sign for a login or a deletion, where no keys travel along: the digest is that of nothing.</summary>
    /// <exception cref="ArgumentException">The nonce is not 32 bytes, or the token is not ASCII.</exception>
    public static byte[] MessageWithoutKeys(ReadOnlySpan<byte> nonce, string token) => Message(nonce, token, Keys.KeyDigest.Empty);
}
