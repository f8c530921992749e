using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using System.Security.Cryptography;

namespace Tombolo.Signal;

/// <summary>
/// Arithmetic modulo L = 2^252 + 27742317777372353535851937790883648493, the order of the Ed25519 base point
/// (RFC 8032 section 5.1), by Montgomery multiplication with R = 2^256. Constant time.
/// </summary>
internal static class Scalar25519
{
    private const int Limbs = 4;

    // -1/L mod 2^64.
    private const ulong NegativeInverse = 0xd2b51da312547e1b;

    private static ReadOnlySpan<ulong> Order => [0x5812631a5cf5d3ed, 0x14def9dea2f79cd6, 0, 0x1000000000000000];

    // R^2 mod L.
    private static ReadOnlySpan<ulong> RSquared =>
        [0xa40611e3449c0f01, 0xd00e1ba768859347, 0xceec73d217f5be65, 0x0399411b7c309a3d];

    private static ReadOnlySpan<ulong> One => [1, 0, 0, 0];

    /// <summary>wide mod L, for a little-endian number of 32 or 64 bytes.</summary>
    public static void Reduce(ReadOnlySpan<byte> wide, Span<byte> scalar)
    {
        Span<ulong> low = stackalloc ulong[Limbs], high = stackalloc ulong[Limbs];
        Read(wide[..32], low);
        Multiply(low, RSquared, low);
        Multiply(low, One, low);
        if (wide.Length == 64)
        {
            // high * R^2 / R = high * 2^256, which is its place in the number.
            Read(wide[32..], high);
            Multiply(high, RSquared, high);
            Add(low, high, low);
        }

        Write(low, scalar);
        Clear(low, high);
    }

    /// <summary>(a * b + c) mod L for scalars below L.</summary>
    public static void MultiplyAdd(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c, Span<byte> result)
    {
        Span<ulong> x = stackalloc ulong[Limbs], y = stackalloc ulong[Limbs];
        Read(a, x);
        Read(b, y);
        Multiply(x, RSquared, x);
        Multiply(x, y, x);
        Read(c, y);
        Add(x, y, x);
        Write(x, result);
        Clear(x, y);
    }

    /// <summary>result = a * b / R mod L; a below 2^256, b below L. The result may be the span of a.</summary>
    private static void Multiply(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, Span<ulong> result)
    {
        Span<ulong> t = stackalloc ulong[Limbs + 2];
        for (int i = 0; i < Limbs; i++)
        {
            ulong carry = 0;
            for (int j = 0; j < Limbs; j++)
            {
                t[j] = MultiplyAdd(a[i], b[j], t[j], ref carry);
            }

            t[Limbs] = AddCarry(t[Limbs], carry, out t[Limbs + 1]);

            ulong m = t[0] * NegativeInverse;
            carry = 0;
            _ = MultiplyAdd(m, Order[0], t[0], ref carry);
            for (int j = 1; j < Limbs; j++)
            {
                t[j - 1] = MultiplyAdd(m, Order[j], t[j], ref carry);
            }

            t[Limbs - 1] = AddCarry(t[Limbs], carry, out ulong over);
            t[Limbs] = t[Limbs + 1] + over;
        }

        SubtractOrderIfAbove(t[..Limbs], result);
        Clear(t, t);
    }

    private static void Add(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, Span<ulong> result)
    {
        Span<ulong> sum = stackalloc ulong[Limbs];
        ulong carry = 0;
        for (int i = 0; i < Limbs; i++)
        {
            ulong part = AddCarry(a[i], carry, out ulong c1);
            sum[i] = AddCarry(part, b[i], out ulong c2);
            carry = c1 + c2;
        }

        SubtractOrderIfAbove(sum, result);
        Clear(sum, sum);
    }

    // The value is below 2L, so one conditional subtraction is enough.
    private static void SubtractOrderIfAbove(ReadOnlySpan<ulong> value, Span<ulong> result)
    {
        Span<ulong> reduced = stackalloc ulong[Limbs];
        ulong borrow = 0;
        for (int i = 0; i < Limbs; i++)
        {
            ulong part = value[i] - Order[i];
            ulong b1 = value[i] < Order[i] ? 1UL : 0UL;
            reduced[i] = part - borrow;
            borrow = b1 + (part < borrow ? 1UL : 0UL);
        }

        ulong keep = 0 - borrow;
        for (int i = 0; i < Limbs; i++)
        {
            result[i] = (value[i] & keep) | (reduced[i] & ~keep);
        }

        Clear(reduced, reduced);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong MultiplyAdd(ulong x, ulong y, ulong addend, ref ulong carry)
    {
        // Two multiplications without memory are faster than one whose lower half the compiler puts there.
        ulong low = x * y, high = Bmi2.X64.IsSupported ? Bmi2.X64.MultiplyNoFlags(x, y) : Math.BigMul(x, y, out _);
        low = AddCarry(low, addend, out ulong c1);
        low = AddCarry(low, carry, out ulong c2);
        carry = high + c1 + c2;
        return low;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong AddCarry(ulong a, ulong b, out ulong carry)
    {
        ulong sum = a + b;
        carry = sum < a ? 1UL : 0UL;
        return sum;
    }

    private static void Read(ReadOnlySpan<byte> bytes, Span<ulong> limbs)
    {
        for (int i = 0; i < Limbs; i++)
        {
            limbs[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes[(8 * i)..]);
        }
    }

    private static void Write(ReadOnlySpan<ulong> limbs, Span<byte> bytes)
    {
        for (int i = 0; i < Limbs; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[(8 * i)..], limbs[i]);
        }
    }

    private static void Clear(Span<ulong> a, Span<ulong> b)
    {
        CryptographicOperations.ZeroMemory(System.Runtime.InteropServices.MemoryMarshal.AsBytes(a));
        CryptographicOperations.ZeroMemory(System.Runtime.InteropServices.MemoryMarshal.AsBytes(b));
    }
}
