using System.Security.Cryptography;

namespace Tombolo.Signal;

/// <summary>Keys of one group message: HKDF of the chain's seed to 16 bytes of IV and 32 of AES key (signal-wire 11).</summary>
internal static class SenderMessageKeys
{
    private const int Size = 48;

    private static ReadOnlySpan<byte> Label => "WhisperGroup"u8;

    public static void Encrypt(SenderKeyState state, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext)
    {
        Span<byte> seed = stackalloc byte[ChainKey.Size], keys = stackalloc byte[Size];
        state.NextSeed(seed);
        Hmac.DeriveKey([], seed, Label, keys);
        AesCbc.Encrypt(keys[16..], keys[..16], plaintext, ciphertext);
        CryptographicOperations.ZeroMemory(seed);
        CryptographicOperations.ZeroMemory(keys);
    }

    /// <summary>The plaintext, or null when the padding is wrong.</summary>
    public static byte[]? Decrypt(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> ciphertext)
    {
        Span<byte> keys = stackalloc byte[Size];
        Hmac.DeriveKey([], seed, Label, keys);
        byte[]? plaintext = AesCbc.Decrypt(keys[16..], keys[..16], ciphertext);
        CryptographicOperations.ZeroMemory(keys);
        return plaintext;
    }
}
