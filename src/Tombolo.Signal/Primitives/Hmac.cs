using System.Buffers;
using System.Security.Cryptography;

namespace Tombolo.Signal;

/// <summary>HMAC-SHA256 (RFC 2104) and HKDF-SHA256 (RFC 5869) over spans.</summary>
internal static class Hmac
{
    public const int Size = 32;

    /// <summary>"No salt" of RFC 5869: 32 zero bytes.</summary>
    public static ReadOnlySpan<byte> ZeroSalt => [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>HMAC-SHA256 of one message, 32 bytes.</summary>
    public static void Compute(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, Span<byte> mac) =>
        HMACSHA256.HashData(key, message, mac);

    /// <summary>HMAC-SHA256 of the concatenation of two spans.</summary>
    public static void Compute(ReadOnlySpan<byte> key, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> mac)
    {
        const int OnStack = 512;
        int length = first.Length + second.Length;
        byte[]? rented = length > OnStack ? ArrayPool<byte>.Shared.Rent(length) : null;
        Span<byte> message = rented is null ? stackalloc byte[OnStack] : rented;
        first.CopyTo(message);
        second.CopyTo(message[first.Length..]);
        HMACSHA256.HashData(key, message[..length], mac);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>HKDF with SHA-256; the salt may be empty.</summary>
    public static void DeriveKey(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> inputKey, ReadOnlySpan<byte> info, Span<byte> output) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, inputKey, output, salt, info);
}
