using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace Tombolo.Xmpp.Sasl.Scram;

/// <summary>
/// <c>Hi</c> of RFC 5802 section 2.2, which is PBKDF2 (RFC 8018 section 5.2) with one block of output: some thousand HMACs of one block with one key. Two
/// compressions are all that each of them needs; through the platform, which makes every HMAC anew, a derivation takes nearly three times as long (ADR 31). The rounds
/// are the same.
/// </summary>
internal static class ScramDerivation
{
    private const byte InnerPad = 0x36;
    private const byte OuterPad = 0x5c;
    private const byte PaddingMark = 0x80;

    // Words of a vector of 16 bytes, of which a state of SHA-256 is two.
    private const int Half = 4;

    // What is compared with the platform's derivation before ours is used.
    private const int ProbeBytes = 16;
    private const int ProbeRounds = 3;

    private static readonly uint[] Sha1Start = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
    private static readonly uint[] Sha256Start = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    /// <summary>False where OpenSSL's functions are not there, or do not agree with the platform's derivation.</summary>
    [SupportedOSPlatformGuard("linux")]
    public static bool IsSupported { get; } = OperatingSystem.IsLinux() && BitConverter.IsLittleEndian && OpenSslCompression.IsExported && Agrees();

    /// <summary>The salted password, as long as the hash.</summary>
    [SupportedOSPlatform("linux")]
    public static byte[] Derive(ScramHash hash, ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int iterations)
    {
        Span<uint> inner = stackalloc uint[OpenSslCompression.ContextSize], outer = stackalloc uint[OpenSslCompression.ContextSize], state = stackalloc uint[OpenSslCompression.ContextSize];

        // The key first, and then the block of each round.
        Span<byte> block = stackalloc byte[OpenSslCompression.BlockSize];
        PutKey(hash, password, block);
        Begin(hash, block, InnerPad, inner);
        Begin(hash, block, OuterPad, outer);
        var result = ScramAlgorithm.Hmac(hash, block, [.. salt, 0, 0, 0, 1]);

        PutDigest(result, block);
        var sum = MemoryMarshal.Cast<byte, uint>(result.AsSpan());
        var digest = MemoryMarshal.Cast<byte, uint>(block)[..sum.Length];
        for (var round = 1; round < iterations; round++)
        {
            Hash(hash, inner, state, block);
            Hash(hash, outer, state, block);
            for (var index = 0; index < digest.Length; index++)
            {
                sum[index] ^= digest[index];
            }
        }

        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(inner));
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(outer));
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(state));
        CryptographicOperations.ZeroMemory(block);
        return result;
    }

    /// <summary>The key of HMAC, as long as a block (RFC 2104 section 2).</summary>
    private static void PutKey(ScramHash hash, ReadOnlySpan<byte> password, Span<byte> key)
    {
        key.Clear();
        if (password.Length <= key.Length)
        {
            password.CopyTo(key);
        }
        else
        {
            ScramAlgorithm.Hash(hash, password).CopyTo(key);
        }
    }

    /// <summary>A digest as the one block behind the pad: the digest, a mark, zeros, and the length of both in bits (FIPS 180-4 section 5.1.1).</summary>
    private static void PutDigest(ReadOnlySpan<byte> digest, Span<byte> block)
    {
        block.Clear();
        digest.CopyTo(block);
        block[digest.Length] = PaddingMark;
        BinaryPrimitives.WriteUInt32BigEndian(block[^sizeof(uint)..], (uint)(8 * (block.Length + digest.Length)));
    }

    /// <summary>The state behind the first block of a hash, which is the key with a pad.</summary>
    [SupportedOSPlatform("linux")]
    private static void Begin(ScramHash hash, ReadOnlySpan<byte> key, byte pad, Span<uint> state)
    {
        Span<byte> padded = stackalloc byte[OpenSslCompression.BlockSize];
        for (var index = 0; index < padded.Length; index++)
        {
            padded[index] = (byte)(key[index] ^ pad);
        }

        state.Clear();
        (hash == ScramHash.Sha1 ? Sha1Start : Sha256Start).CopyTo(state);
        OpenSslCompression.Compress(hash, state, padded);
        CryptographicOperations.ZeroMemory(padded);
    }

    /// <summary>
    /// Goes on from the key with the block, and puts the digest into the block's beginning. In pieces of 16 bytes, because that is how OpenSSL writes the state and
    /// reads the block: what is read otherwise than it was written has to wait for the cache, which took as long as the hashing.
    /// </summary>
    [SupportedOSPlatform("linux")]
    private static void Hash(ScramHash hash, ReadOnlySpan<uint> keyed, Span<uint> state, Span<byte> block)
    {
        var words = MemoryMarshal.Cast<byte, uint>(block);
        Vector128.Create(keyed).CopyTo(state);
        Vector128.Create(keyed[Half..]).CopyTo(state[Half..]);
        OpenSslCompression.Compress(hash, state, block);
        Reverse(Vector128.Create<uint>(state)).CopyTo(words);
        var rest = hash == ScramHash.Sha1
            ? Vector128.Create(BinaryPrimitives.ReverseEndianness(state[Half]), PaddingMark, 0u, 0u)
            : Reverse(Vector128.Create<uint>(state[Half..]));
        rest.CopyTo(words[Half..]);
    }

    /// <summary>Each word with its bytes in the other order.</summary>
    private static Vector128<uint> Reverse(Vector128<uint> words) =>
        Vector128.Shuffle(words.AsByte(), Vector128.Create((byte)3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12)).AsUInt32();

    // That a context begins with the state is as old as OpenSSL, but it is not promised.
    [SupportedOSPlatform("linux")]
    private static bool Agrees() => Array.TrueForAll(Enum.GetValues<ScramHash>(), static hash =>
    {
        var (password, salt) = (RandomNumberGenerator.GetBytes(ProbeBytes), RandomNumberGenerator.GetBytes(ProbeBytes));
        return Derive(hash, password, salt, ProbeRounds).AsSpan().SequenceEqual(ScramAlgorithm.PlatformSalted(hash, password, salt, ProbeRounds));
    });
}
