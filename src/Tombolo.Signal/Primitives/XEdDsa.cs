using System.Buffers;
using System.Security.Cryptography;

namespace Tombolo.Signal;

/// <summary>
/// XEdDSA signatures (Signal's "The XEdDSA and VXEdDSA Signature Schemes", section 4) in the form Signal's libraries
/// use: the scalar is not negated, the sign of the Edwards point travels in the top bit of the signature.
/// </summary>
internal static class XEdDsa
{
    public const int SignatureSize = 64;

    // hash1 of the specification: 2^256 - 2, little-endian, which no Ed25519 encoding begins with.
    private static ReadOnlySpan<byte> NoncePrefix =>
    [
        0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    ];

    /// <summary>Signs with a clamped X25519 private key; <paramref name="random"/> is 64 fresh random bytes.</summary>
    public static void Sign(
        IPrimitives primitives, ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> random, Span<byte> signature)
    {
        Span<byte> point = stackalloc byte[32];
        GetEdwardsKey(primitives, privateKey, point);
        Sign(primitives, privateKey, point, message, random, signature);
    }

    /// <summary>As the other, for a caller who has kept the signing key's Edwards form: half the cost.</summary>
    public static void Sign(
        IPrimitives primitives,
        ReadOnlySpan<byte> privateKey,
        ReadOnlySpan<byte> edwardsKey,
        ReadOnlySpan<byte> message,
        ReadOnlySpan<byte> random,
        Span<byte> signature)
    {
        Span<byte> scalar = stackalloc byte[32], nonce = stackalloc byte[32], challenge = stackalloc byte[32], hash = stackalloc byte[64];
        Scalar25519.Reduce(privateKey, scalar);

        Hash(hash, NoncePrefix, privateKey, message, random);
        Scalar25519.Reduce(hash, nonce);
        primitives.EdwardsBaseMultiply(nonce, signature[..32]);

        Hash(hash, signature[..32], edwardsKey, message, []);
        Scalar25519.Reduce(hash, challenge);
        Scalar25519.MultiplyAdd(challenge, scalar, nonce, signature[32..]);
        signature[63] |= (byte)(edwardsKey[31] & 0x80);

        CryptographicOperations.ZeroMemory(scalar);
        CryptographicOperations.ZeroMemory(nonce);
        CryptographicOperations.ZeroMemory(hash);
    }

    /// <summary>The public point a*B of a private key, with its own sign bit.</summary>
    public static void GetEdwardsKey(IPrimitives primitives, ReadOnlySpan<byte> privateKey, Span<byte> edwardsKey)
    {
        Span<byte> scalar = stackalloc byte[32];
        Scalar25519.Reduce(privateKey, scalar);
        primitives.EdwardsBaseMultiply(scalar, edwardsKey);
        CryptographicOperations.ZeroMemory(scalar);
    }

    /// <summary>Verifies with the 32-byte u-coordinate. Everything here is public.</summary>
    public static bool Verify(IPrimitives primitives, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureSize || (signature[63] & 0x60) != 0)
        {
            return false;
        }

        Span<byte> plain = stackalloc byte[SignatureSize];
        signature.CopyTo(plain);
        plain[63] &= 0x7F;
        return primitives.VerifyMontgomery(publicKey, signature[63] & 0x80, message, plain);
    }

    /// <summary>SHA-512 of the concatenation; one call into the platform for what usually fits on the stack.</summary>
    public static void Hash(Span<byte> hash, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c, ReadOnlySpan<byte> d)
    {
        const int OnStack = 512;
        int length = a.Length + b.Length + c.Length + d.Length;
        byte[]? rented = length > OnStack ? ArrayPool<byte>.Shared.Rent(length) : null;
        Span<byte> input = (rented is null ? stackalloc byte[OnStack] : rented)[..length];
        a.CopyTo(input);
        b.CopyTo(input[a.Length..]);
        c.CopyTo(input[(a.Length + b.Length)..]);
        d.CopyTo(input[(a.Length + b.Length + c.Length)..]);
        SHA512.HashData(input, hash);
        CryptographicOperations.ZeroMemory(input);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
