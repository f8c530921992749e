using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;

namespace Tombolo.Signal;

/// <summary>
/// Verification with AVX2 over another provider, which keeps signing and single agreements: what is verified is public,
/// so tables and branches are allowed; and several agreements at once, in constant time. A key that comes again, as the
/// senders of a group do, verifies three times as fast as with libsodium (docs/performance.md).
/// </summary>
internal sealed class VectorPrimitives(IPrimitives inner) : IPrimitives
{
    private readonly PointTableCache _keys = new();

    public static bool IsSupported => Avx2.IsSupported;

    public PrimitiveProvider Provider => inner.Provider;

    public void X25519PublicKey(ReadOnlySpan<byte> privateKey, Span<byte> publicKey)
    {
        // A clamped key is a multiple of 8, not of the order: the point is never the neutral element.
        Span<byte> scalar = stackalloc byte[32];
        privateKey.CopyTo(scalar);
        PrivateKey.Clamp(scalar);
        Scalar25519.Reduce(scalar, scalar);
        BaseMultiplication.Multiply(scalar).EncodeMontgomery(publicKey);
        CryptographicOperations.ZeroMemory(scalar);
    }

    public bool X25519(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> publicKey, Span<byte> secret) =>
        inner.X25519(privateKey, publicKey, secret);

    public void EdwardsBaseMultiply(ReadOnlySpan<byte> scalar, Span<byte> encodedPoint) =>
        BaseMultiplication.Multiply(scalar).Encode(encodedPoint);

    public bool VerifyEd25519(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        Verify(VerificationKey.FromEdwards(publicKey), message, signature);

    public bool VerifyMontgomery(ReadOnlySpan<byte> publicKey, int signBit, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        Verify(_keys.Get(publicKey, signBit), message, signature);

    public bool X25519Many(ReadOnlySpan<byte> privateKeys, ReadOnlySpan<byte> publicKeys, Span<byte> secrets)
    {
        // Four ladders side by side take as long as two of libsodium's; fewer are better done one by one.
        int batched = privateKeys.Length / 32 >= X25519Batch.Lanes - 1 ? Math.Min(X25519Batch.Lanes * 32, privateKeys.Length) : 0;
        bool agreed = true;
        if (batched > 0)
        {
            agreed = X25519Batch.Agree(privateKeys[..batched], publicKeys[..batched], secrets[..batched]);
        }

        for (int i = batched; i < privateKeys.Length; i += 32)
        {
            agreed &= inner.X25519(privateKeys.Slice(i, 32), publicKeys.Slice(i, 32), secrets.Slice(i, 32));
        }

        return agreed;
    }

    /// <summary>RFC 8032 section 5.1.7 without the cofactor: the encoding of sB - hA must be R. s must be below the order.</summary>
    private static bool Verify(VerificationKey key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        ReadOnlySpan<byte> s = signature[32..];
        Span<byte> challenge = stackalloc byte[32], reduced = stackalloc byte[32];
        Scalar25519.Reduce(s, reduced);
        if (!key.IsUsable || !reduced.SequenceEqual(s))
        {
            return false;
        }

        Challenge(signature[..32], key.Encoded, message, challenge);
        Span<byte> encoded = stackalloc byte[32];
        SubtractFromBase(s, challenge, key).Encode(encoded);
        return encoded.SequenceEqual(signature[..32]);
    }

    /// <summary>sB - hA.</summary>
    private static VectorPoint SubtractFromBase(ReadOnlySpan<byte> s, ReadOnlySpan<byte> h, VerificationKey key)
    {
        Span<sbyte> baseDigits = stackalloc sbyte[32], digits = stackalloc sbyte[64];
        SignedDigits.Recode(s, baseDigits, PointTable.BaseDigitBits);
        SignedDigits.Recode(h, digits, PointTable.KeyDigitBits);
        foreach (ref sbyte digit in digits)
        {
            digit = (sbyte)-digit;
        }

        FourPoints sum = FourPoints.Neutral;
        PointTable.Base.AddMultiple(ref sum, baseDigits);
        if (key.Table is not { } table)
        {
            return sum.Sum().Add(PointLadder.Multiply(key.Point, digits).ToCached());
        }

        table.AddMultiple(ref sum, digits);
        return sum.Sum();
    }

    private static void Challenge(ReadOnlySpan<byte> r, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, Span<byte> challenge)
    {
        Span<byte> hash = stackalloc byte[64];
        XEdDsa.Hash(hash, r, publicKey, message, []);
        Scalar25519.Reduce(hash, challenge);
    }
}
