using System.Security.Cryptography;

namespace Tombolo.Signal;

/// <summary>HMAC-SHA256 (RFC 2104) and HKDF-SHA256 (RFC 5869) over spans.</summary>
internal static class Hmac
{
    public const int Size = 32;

    /// <summary>From here on the platform's hash instructions outweigh its cost per call (measured; see <see cref="Sha256"/>).</summary>
    private const int Long = 1024;

    /// <summary>"No salt" of RFC 5869: 32 zero bytes.</summary>
    public static ReadOnlySpan<byte> ZeroSalt => [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>HMAC-SHA256 of one message, 32 bytes.</summary>
    public static void Compute(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, Span<byte> mac) =>
        Compute(key, message, [], mac);

    /// <summary>HMAC-SHA256 of the concatenation of two spans.</summary>
    public static void Compute(ReadOnlySpan<byte> key, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> mac)
    {
        if (first.Length + second.Length >= Long)
        {
            using IncrementalHash hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
            hash.AppendData(first);
            hash.AppendData(second);
            hash.GetHashAndReset(mac);
            return;
        }

        HmacKey ready = new(key, stackalloc uint[HmacKey.Words]);
        ready.Compute(first, second, [], mac);
        ready.Clear();
    }

    /// <summary>HKDF with SHA-256; the salt may be empty.</summary>
    public static void DeriveKey(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> inputKey, ReadOnlySpan<byte> info, Span<byte> output)
    {
        Span<byte> block = stackalloc byte[Size];
        HmacKey extract = new(salt, stackalloc uint[HmacKey.Words]);
        extract.Compute(inputKey, [], [], block);
        HmacKey expand = new(block, stackalloc uint[HmacKey.Words]);
        for (byte counter = 1; !output.IsEmpty; counter++)
        {
            expand.Compute(counter == 1 ? [] : block, info, [counter], block);
            int taken = Math.Min(Size, output.Length);
            block[..taken].CopyTo(output);
            output = output[taken..];
        }

        extract.Clear();
        expand.Clear();
        block.Clear();
    }
}
