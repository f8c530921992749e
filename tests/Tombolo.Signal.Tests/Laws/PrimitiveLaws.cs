using System.Numerics;
using CsCheck;

namespace Tombolo.Signal.Tests.Laws;

/// <summary>What must hold for random inputs, over both providers and between them.</summary>
public sealed class PrimitiveLaws
{
    private static readonly BigInteger Order = BigInteger.Parse("7237005577332262213973186563042994240857116359379907606001950938285454250989", System.Globalization.CultureInfo.InvariantCulture);
    private static readonly BigInteger Prime = BigInteger.Pow(2, 255) - 19;
    private static readonly Gen<byte[]> Bytes32 = Gen.Byte.Array[32], Bytes64 = Gen.Byte.Array[64];

    [Theory]
    [MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public void Agreement_AnyTwoKeys_Commutes(TestedPrimitives provider)
    {
        IPrimitives primitives = Providers.Get(provider);
        Gen.Select(Bytes32, Bytes32).Sample(
            (a, b) =>
            {
                byte[] publicA = new byte[32], publicB = new byte[32], left = new byte[32], right = new byte[32];
                primitives.X25519PublicKey(a, publicA);
                primitives.X25519PublicKey(b, publicB);
                Assert.True(primitives.X25519(a, publicB, left) && primitives.X25519(b, publicA, right));
                Assert.Equal(left, right);
            },
            iter: 50);
    }

    [Fact]
    public void Providers_SameInputs_GiveTheSameOutputs()
    {
        IPrimitives managed = SignalPrimitives.Managed, native = Providers.Get(TestedPrimitives.Native);
        Gen.Select(Bytes32, Bytes32, Bytes64).Sample(
            (key, other, random) =>
            {
                byte[] a = new byte[32], b = new byte[32];
                managed.X25519PublicKey(key, a);
                native.X25519PublicKey(key, b);
                Assert.Equal(a, b);
                Assert.Equal(managed.X25519(key, other, a), native.X25519(key, other, b));
                Assert.Equal(a, b);
                PrivateKey.Clamp(key);
                byte[] s = new byte[64], t = new byte[64];
                XEdDsa.Sign(managed, key, other, random, s);
                XEdDsa.Sign(native, key, other, random, t);
                Assert.Equal(s, t);
                Assert.Equal(
                    Montgomery.IsCanonicalAndTorsionFree(managed, other), Montgomery.IsCanonicalAndTorsionFree(native, other));
            },
            iter: 100);
    }

    [Theory]
    [MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public void Signature_AnyMessage_VerifiesAndAnyFlippedBitDoesNot(TestedPrimitives provider)
    {
        IPrimitives primitives = Providers.Get(provider);
        Gen.Select(Bytes32, Gen.Byte.Array[0, 300], Bytes64, Gen.Int[0, 511]).Sample(
            (key, message, random, bit) =>
            {
                PrivateKey.Clamp(key);
                byte[] publicKey = new byte[32], signature = new byte[64];
                primitives.X25519PublicKey(key, publicKey);
                XEdDsa.Sign(primitives, key, message, random, signature);
                Assert.True(XEdDsa.Verify(primitives, publicKey, message, signature));

                signature[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.False(XEdDsa.Verify(primitives, publicKey, message, signature));
                signature[bit / 8] ^= (byte)(1 << (bit % 8));
                publicKey[(bit / 8) & 31] ^= (byte)(1 << (bit % 7));
                Assert.False(XEdDsa.Verify(primitives, publicKey, message, signature));
            },
            iter: 60);
    }

    [Fact]
    public void Scalar_ReduceAndMultiplyAdd_MatchBigInteger() => Gen.Select(Bytes64, Bytes64, Bytes32).Sample(
        (wide, wide2, narrow) =>
        {
            byte[] a = new byte[32], b = new byte[32], c = new byte[32], result = new byte[32];
            Scalar25519.Reduce(wide, a);
            Scalar25519.Reduce(wide2, b);
            Scalar25519.Reduce(narrow, c);
            Assert.Equal(Number(wide) % Order, Number(a));
            Assert.Equal(Number(narrow) % Order, Number(c));

            Scalar25519.MultiplyAdd(a, b, c, result);
            Assert.Equal(((Number(a) * Number(b)) + Number(c)) % Order, Number(result));
        });

    [Fact]
    public void Scalar_EdgeValues_Reduce()
    {
        byte[] result = new byte[32];
        foreach (BigInteger value in new[] { BigInteger.Zero, Order - 1, Order, Order + 1, (2 * Order) - 1, BigInteger.Pow(2, 256) - 1, BigInteger.Pow(2, 512) - 1 })
        {
            byte[] wide = new byte[64];
            value.ToByteArray(isUnsigned: true).CopyTo(wide, 0);
            Scalar25519.Reduce(wide, result);
            Assert.Equal(value % Order, Number(result));
        }
    }

    [Fact]
    public void Field_Arithmetic_MatchesBigInteger() => Gen.Select(Bytes32, Bytes32).Sample(
        (a, b) =>
        {
            FieldElement x = FieldElement.Decode(a), y = FieldElement.Decode(b);
            BigInteger p = Number(a) % BigInteger.Pow(2, 255), q = Number(b) % BigInteger.Pow(2, 255);
            Assert.Equal((p + q) % Prime, Number(x + y));
            Assert.Equal((((p - q) % Prime) + Prime) % Prime, Number(x - y));
            Assert.Equal(p * q % Prime, Number(x * y));
            Assert.Equal(p * p % Prime, Number(x.Square()));
            Assert.Equal(BigInteger.ModPow(p, Prime - 2, Prime), Number(x.Invert()));
        });

    [Fact]
    public void Field_InverseOfEdgeValues_MatchesBigInteger()
    {
        IEnumerable<BigInteger> edges = [0, 1, 2, 19, Prime - 1, Prime - 2, Prime / 2, (Prime / 2) + 1];
        foreach (BigInteger value in edges.Concat(Enumerable.Range(1, 254).SelectMany(i => new[] { BigInteger.Pow(2, i), BigInteger.Pow(2, i) - 1 })))
        {
            byte[] bytes = new byte[32];
            value.ToByteArray(isUnsigned: true).CopyTo(bytes, 0);
            FieldInversion.Invert(bytes);
            Assert.Equal(BigInteger.ModPow(value, Prime - 2, Prime), Number(bytes));
        }
    }

    private static BigInteger Number(byte[] littleEndian) => new(littleEndian, isUnsigned: true);

    private static BigInteger Number(in FieldElement element)
    {
        byte[] encoded = new byte[32];
        element.Encode(encoded);
        return Number(encoded);
    }
}
