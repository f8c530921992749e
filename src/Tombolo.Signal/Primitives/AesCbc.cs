using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;

namespace Tombolo.Signal;

/// <summary>
/// AES-256-CBC with PKCS#7 padding (signal-wire 2.5). Padding is done here, not by the platform, so that bad padding is a
/// value and not an exception, and the browser, which has no AES of its own, takes the same path.
/// </summary>
internal static class AesCbc
{
    private const int BlockSize = 16;

    public static int CiphertextSize(int plaintextSize) => ((plaintextSize / BlockSize) + 1) * BlockSize;

    /// <summary>Encrypts into <paramref name="ciphertext"/>, which has exactly <see cref="CiphertextSize"/> bytes.</summary>
    public static void Encrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext)
    {
        plaintext.CopyTo(ciphertext);
        ciphertext[plaintext.Length..].Fill((byte)(ciphertext.Length - plaintext.Length));
        if (AesX86.IsSupported)
        {
            AesX86.EncryptCbc(key, iv, ciphertext);
        }
        else if (OperatingSystem.IsBrowser())
        {
            ManagedEncrypt(key, iv, ciphertext);
        }
        else
        {
            using Aes aes = Aes.Create();
            aes.SetKey(key);
            aes.EncryptCbc(ciphertext, iv, ciphertext, PaddingMode.None);
        }
    }

    /// <summary>The plaintext, or null when the length or the padding is wrong. Call only after the MAC has matched.</summary>
    public static byte[]? Decrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> ciphertext)
    {
        if (ciphertext.Length == 0 || ciphertext.Length % BlockSize != 0)
        {
            return null;
        }

        byte[] padded = new byte[ciphertext.Length];
        if (AesX86.IsSupported)
        {
            AesX86.DecryptCbc(key, iv, ciphertext, padded);
        }
        else if (OperatingSystem.IsBrowser())
        {
            ManagedDecrypt(key, iv, ciphertext, padded);
        }
        else
        {
            using Aes aes = Aes.Create();
            aes.SetKey(key);
            aes.DecryptCbc(ciphertext, iv, padded, PaddingMode.None);
        }

        int length = UnpaddedLength(padded);
        byte[]? plaintext = length < 0 ? null : padded[..length];
        CryptographicOperations.ZeroMemory(padded);
        return plaintext;
    }

    /// <summary>Length without PKCS#7 padding, -1 when the padding is wrong; looks at all sixteen last bytes always.</summary>
    private static int UnpaddedLength(ReadOnlySpan<byte> padded)
    {
        int padding = padded[^1];
        int wrong = ((padding - 1) | (BlockSize - padding)) >> 31;
        for (int i = 0; i < BlockSize; i++)
        {
            // In the padding when i < padding: then i - padding is negative and the mask is all ones.
            wrong |= ((i - padding) >> 31) & (padded[padded.Length - 1 - i] ^ padding);
        }

        return wrong == 0 ? padded.Length - padding : -1;
    }

    // AES_X86Engine falls back by itself; in the browser the small-table engine is the one that exists.
    internal static void ManagedEncrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, Span<byte> data)
    {
        AesLightEngine engine = CreateEngine(key, forEncryption: true);
        ReadOnlySpan<byte> previous = iv;
        for (int offset = 0; offset < data.Length; offset += BlockSize)
        {
            Span<byte> block = data.Slice(offset, BlockSize);
            Xor(block, previous);
            engine.ProcessBlock(block, block);
            previous = block;
        }
    }

    internal static void ManagedDecrypt(ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> ciphertext, Span<byte> padded)
    {
        AesLightEngine engine = CreateEngine(key, forEncryption: false);
        ReadOnlySpan<byte> previous = iv;
        for (int offset = 0; offset < ciphertext.Length; offset += BlockSize)
        {
            Span<byte> block = padded.Slice(offset, BlockSize);
            engine.ProcessBlock(ciphertext.Slice(offset, BlockSize), block);
            Xor(block, previous);
            previous = ciphertext.Slice(offset, BlockSize);
        }
    }

    private static AesLightEngine CreateEngine(ReadOnlySpan<byte> key, bool forEncryption)
    {
        AesLightEngine engine = new();
        engine.Init(forEncryption, new KeyParameter(key));
        return engine;
    }

    private static void Xor(Span<byte> target, ReadOnlySpan<byte> other)
    {
        for (int i = 0; i < BlockSize; i++)
        {
            target[i] ^= other[i];
        }
    }
}
