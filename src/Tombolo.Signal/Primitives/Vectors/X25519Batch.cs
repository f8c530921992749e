using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Tombolo.Signal;

/// <summary>
/// Up to four X25519 agreements side by side, one in each lane: the Montgomery ladder of RFC 7748 section 5. A handshake
/// has four or five that do not wait for each other. Constant time: no branch and no index depends on a key.
/// </summary>
internal static class X25519Batch
{
    public const int Lanes = 4;

    // (A - 2) / 4 of curve25519.
    private const uint A24 = 121665;

    /// <summary>One to four agreements, 32 bytes each in all three spans. False when any secret is zero.</summary>
    public static bool Agree(ReadOnlySpan<byte> privateKeys, ReadOnlySpan<byte> publicKeys, Span<byte> secrets)
    {
        Span<byte> scalars = stackalloc byte[Lanes * 32], points = stackalloc byte[Lanes * 32];
        scalars.Clear();
        points.Clear();
        privateKeys.CopyTo(scalars);
        publicKeys.CopyTo(points);
        for (int lane = 0; lane < Lanes; lane++)
        {
            PrivateKey.Clamp(scalars.Slice(32 * lane, 32));
        }

        FieldVector result = Climb(scalars, FieldVector.Pack(
            FieldElement.Decode(points), FieldElement.Decode(points[32..]), FieldElement.Decode(points[64..]), FieldElement.Decode(points[96..])));
        CryptographicOperations.ZeroMemory(scalars);
        bool allNonZero = true;
        for (int lane = 0; 32 * lane < secrets.Length; lane++)
        {
            Span<byte> secret = secrets.Slice(32 * lane, 32);
            result.Unpack(lane).Encode(secret);
            allNonZero &= !CryptographicOperations.FixedTimeEquals(secret, Hmac.ZeroSalt);
        }

        return allNonZero;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static FieldVector Climb(ReadOnlySpan<byte> scalars, in FieldVector x1)
    {
        FieldVector one = FieldVector.Pack(FieldElement.One, FieldElement.One, FieldElement.One, FieldElement.One);
        FieldVector x2 = one, z2 = default, x3 = x1, z3 = one;
        Vector256<ulong> swapped = Vector256<ulong>.Zero;
        for (int bit = 254; bit >= 0; bit--)
        {
            Vector256<ulong> wanted = Bits(scalars, bit);
            FieldVector.Swap(ref x2, ref x3, swapped ^ wanted);
            FieldVector.Swap(ref z2, ref z3, swapped ^ wanted);
            swapped = wanted;

            FieldVector a = x2 + z2, b = x2 - z2, c = x3 + z3, d = x3 - z3;
            FieldVector aa = FieldVector.Square(a), bb = FieldVector.Square(b);
            FieldVector da = FieldVector.Multiply(d, a), cb = FieldVector.Multiply(c, b);
            FieldVector e = aa - bb;
            x3 = FieldVector.Square(da + cb);
            z3 = FieldVector.Multiply(FieldVector.Square(da - cb), x1);
            x2 = FieldVector.Multiply(aa, bb);
            z2 = FieldVector.Multiply(e, aa + FieldVector.Multiply(e, A24));
        }

        FieldVector.Swap(ref x2, ref x3, swapped);
        FieldVector.Swap(ref z2, ref z3, swapped);
        return FieldVector.Multiply(x2, FieldPowers.Invert(z2));
    }

    /// <summary>All ones in the lanes whose scalar has the bit.</summary>
    private static Vector256<ulong> Bits(ReadOnlySpan<byte> scalars, int bit)
    {
        int index = bit >> 3, shift = bit & 7;
        return Vector256<ulong>.Zero - Vector256.Create(
            (ulong)(scalars[index] >> shift) & 1,
            (ulong)(scalars[32 + index] >> shift) & 1,
            (ulong)(scalars[64 + index] >> shift) & 1,
            (ulong)(scalars[96 + index] >> shift) & 1);
    }
}
