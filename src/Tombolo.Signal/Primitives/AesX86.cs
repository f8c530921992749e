using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tombolo.Signal;

/// <summary>
/// AES-256-CBC on whole blocks with the processor's AES instructions. For the hundred bytes of a message, making a platform
/// key object costs ten times the encryption. The instructions take the same time for all keys and data.
/// </summary>
internal static class AesX86
{
    private const int RoundKeys = 15;
    private const int BlockSize = 16;

    public static bool IsSupported => Aes.IsSupported;

    /// <summary>Encrypts in place.</summary>
    [SkipLocalsInit]
    public static void EncryptCbc(ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, Span<byte> data)
    {
        Span<Vector128<byte>> keys = stackalloc Vector128<byte>[RoundKeys];
        ExpandKey(key, keys);
        Vector128<byte> previous = Vector128.Create(iv);
        for (int offset = 0; offset < data.Length; offset += BlockSize)
        {
            Span<byte> place = data.Slice(offset, BlockSize);
            Vector128<byte> block = Vector128.Create(place) ^ previous ^ keys[0];
            for (int round = 1; round < RoundKeys - 1; round++)
            {
                block = Aes.Encrypt(block, keys[round]);
            }

            previous = Aes.EncryptLast(block, keys[RoundKeys - 1]);
            previous.CopyTo(place);
        }

        keys.Clear();
    }

    /// <summary>Decrypts into another buffer of the same length.</summary>
    [SkipLocalsInit]
    public static void DecryptCbc(ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> ciphertext, Span<byte> plaintext)
    {
        Span<Vector128<byte>> keys = stackalloc Vector128<byte>[RoundKeys];
        ExpandKey(key, keys);
        for (int round = 1; round < RoundKeys - 1; round++)
        {
            keys[round] = Aes.InverseMixColumns(keys[round]);
        }

        Vector128<byte> previous = Vector128.Create(iv);
        for (int offset = 0; offset < ciphertext.Length; offset += BlockSize)
        {
            Vector128<byte> encrypted = Vector128.Create(ciphertext.Slice(offset, BlockSize));
            Vector128<byte> block = encrypted ^ keys[RoundKeys - 1];
            for (int round = RoundKeys - 2; round > 0; round--)
            {
                block = Aes.Decrypt(block, keys[round]);
            }

            (Aes.DecryptLast(block, keys[0]) ^ previous).CopyTo(plaintext.Slice(offset, BlockSize));
            previous = encrypted;
        }

        keys.Clear();
    }

    /// <summary>FIPS 197 section 5.2 for 256-bit keys. The round constants must be literals for the instruction.</summary>
    private static void ExpandKey(ReadOnlySpan<byte> key, Span<Vector128<byte>> keys)
    {
        keys[0] = Vector128.Create(key);
        keys[1] = Vector128.Create(key[BlockSize..]);
        Even(keys, 2, Aes.KeygenAssist(keys[1], 0x01));
        Odd(keys, 3);
        Even(keys, 4, Aes.KeygenAssist(keys[3], 0x02));
        Odd(keys, 5);
        Even(keys, 6, Aes.KeygenAssist(keys[5], 0x04));
        Odd(keys, 7);
        Even(keys, 8, Aes.KeygenAssist(keys[7], 0x08));
        Odd(keys, 9);
        Even(keys, 10, Aes.KeygenAssist(keys[9], 0x10));
        Odd(keys, 11);
        Even(keys, 12, Aes.KeygenAssist(keys[11], 0x20));
        Odd(keys, 13);
        Even(keys, 14, Aes.KeygenAssist(keys[13], 0x40));
    }

    private static void Even(Span<Vector128<byte>> keys, int index, Vector128<byte> assist) =>
        keys[index] = Spread(keys[index - 2]) ^ Sse2.Shuffle(assist.AsInt32(), 0xFF).AsByte();

    private static void Odd(Span<Vector128<byte>> keys, int index) =>
        keys[index] = Spread(keys[index - 2]) ^ Sse2.Shuffle(Aes.KeygenAssist(keys[index - 1], 0).AsInt32(), 0xAA).AsByte();

    /// <summary>Each word becomes the sum of itself and all words before it.</summary>
    private static Vector128<byte> Spread(Vector128<byte> words)
    {
        words ^= Sse2.ShiftLeftLogical128BitLane(words, 4);
        return words ^ Sse2.ShiftLeftLogical128BitLane(words, 8);
    }
}
