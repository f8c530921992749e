using CsCheck;

namespace Tombolo.Signal.Tests.Laws;

/// <summary>The AVX2 arithmetic against the scalar one and the other providers.</summary>
public sealed class VectorLaws
{
    private static readonly Gen<byte[]> Bytes32 = Gen.Byte.Array[32];

    [Fact]
    public void FieldVector_MultiplyAndSquare_MatchTheScalarField()
    {
        Providers.Get(TestedPrimitives.Vector);
        Gen.Select(Bytes32, Bytes32, Bytes32, Bytes32).Sample((a, b, c, d) =>
        {
            FieldElement[] x = [FieldElement.Decode(a), FieldElement.Decode(b), FieldElement.Decode(c), FieldElement.Decode(d)];
            FieldVector v = FieldVector.Pack(x[0], x[1], x[2], x[3]), w = FieldVector.Pack(x[3], x[2], x[0], x[1]);
            FieldVector product = FieldVector.Multiply(v, w), square = FieldVector.Square(v);
            int[] partner = [3, 2, 0, 1];
            for (int lane = 0; lane < 4; lane++)
            {
                Assert.True(product.Unpack(lane).IsEqualTo(x[lane] * x[partner[lane]]));
                Assert.True(square.Unpack(lane).IsEqualTo(x[lane].Square()));
            }
        });
    }

    [Fact]
    public void FieldVector_LimbsAtTheBounds_DoNotOverflow()
    {
        Providers.Get(TestedPrimitives.Vector);
        byte[] largest = [.. Hex.Repeat(0xFF, 31), 0x7F], almostPrime = [0xEC, .. Hex.Repeat(0xFF, 30), 0x7F];
        FieldElement x = FieldElement.Decode(largest), y = FieldElement.Decode(almostPrime);
        FieldVector v = FieldVector.Pack(x, y, x, y), w = FieldVector.Pack(y, x, x, y);

        FieldVector product = FieldVector.Multiply(v, w);

        Assert.True(product.Unpack(0).IsEqualTo(x * y));
        Assert.True(product.Unpack(2).IsEqualTo(x * x));
        Assert.True(product.Unpack(3).IsEqualTo(y * y));
    }

    [Fact]
    public void PointTable_AnyScalars_MatchTheScalarMultiplication()
    {
        Providers.Get(TestedPrimitives.Vector);
        PointTable table = new(AffinePoint.Base, PointTable.KeyDigitBits);
        Gen.Select(Bytes32, Bytes32).Sample(
            (a, b) =>
            {
                byte[] x = new byte[32], y = new byte[32], sum = new byte[32], expected = new byte[32], actual = new byte[32], one = [1, .. new byte[31]];
                Scalar25519.Reduce(a, x);
                Scalar25519.Reduce(b, y);
                Scalar25519.MultiplyAdd(x, one, y, sum);
                EdwardsPoint.MultiplyBase(sum).Encode(expected);
                sbyte[] dx = new sbyte[32], dy = new sbyte[64];
                SignedDigits.Recode(x, dx, PointTable.BaseDigitBits);
                SignedDigits.Recode(y, dy, PointTable.KeyDigitBits);

                FourPoints parts = FourPoints.Neutral;
                PointTable.Base.AddMultiple(ref parts, dx);
                VectorPoint withLadder = parts.Sum().Add(PointLadder.Multiply(AffinePoint.Base, dy).ToCached());
                withLadder.Encode(actual);
                Assert.Equal(expected, actual);
                table.AddMultiple(ref parts, dy);
                parts.Sum().Encode(actual);
                Assert.Equal(expected, actual);
            },
            iter: 100);
    }

    [Fact]
    public void BaseMultiplication_AnyScalar_MatchesTheScalarOne()
    {
        IPrimitives vector = Providers.Get(TestedPrimitives.Vector);
        Bytes32.Sample(
            bytes =>
            {
                Scalar25519.Reduce(bytes, bytes);
                AssertBaseMultiple(vector, bytes);
            },
            iter: 300);
    }

    [Fact]
    public void BaseMultiplication_EveryDigitAndTheEdges_MatchTheScalarOne()
    {
        IPrimitives vector = Providers.Get(TestedPrimitives.Vector);
        for (int place = 0; place < 63; place++)
        {
            for (int digit = 1; digit < 16; digit++)
            {
                byte[] scalar = new byte[32];
                scalar[place / 2] = (byte)(digit << (4 * (place % 2)));
                AssertBaseMultiple(vector, scalar);
            }
        }

        // L - 1, L - 2 and all digits at the turn of the sign.
        byte[] order = Convert.FromHexString("EDD3F55C1A631258D69CF7A2DEF9DE1400000000000000000000000000000010");
        AssertBaseMultiple(vector, [(byte)(order[0] - 1), .. order.AsSpan(1)]);
        AssertBaseMultiple(vector, [(byte)(order[0] - 2), .. order.AsSpan(1)]);
        AssertBaseMultiple(vector, [.. Hex.Repeat(0x77, 31), 0x07]);
        AssertBaseMultiple(vector, [.. Hex.Repeat(0x88, 31), 0x08]);
        AssertBaseMultiple(vector, [.. Hex.Repeat(0xFF, 31), 0x0F]);
    }

    [Fact]
    public void PublicKey_AnyPrivateKey_MatchesTheManagedOne()
    {
        IPrimitives vector = Providers.Get(TestedPrimitives.Vector);
        Gen<byte[]> keys = Gen.OneOf(Bytes32, Gen.Byte.Select(value => Hex.Repeat(value)));
        keys.Sample(
            key =>
            {
                byte[] expected = new byte[32], actual = new byte[32];
                SignalPrimitives.Managed.X25519PublicKey(key, expected);
                vector.X25519PublicKey(key, actual);
                Assert.Equal(expected, actual);
            },
            iter: 300);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void X25519Many_AnyKeys_MatchesOneByOne(int count)
    {
        IPrimitives vector = Providers.Get(TestedPrimitives.Vector);
        Gen.Select(Gen.Byte.Array[count * 32], Gen.Byte.Array[count * 32]).Sample(
            (privateKeys, publicKeys) =>
            {
                byte[] together = new byte[count * 32], alone = new byte[count * 32];
                Assert.True(vector.X25519Many(privateKeys, publicKeys, together));
                for (int i = 0; i < alone.Length; i += 32)
                {
                    Assert.True(SignalPrimitives.Managed.X25519(privateKeys.AsSpan(i, 32), publicKeys.AsSpan(i, 32), alone.AsSpan(i, 32)));
                }

                Assert.Equal(alone, together);
            },
            iter: 40);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(3)]
    public void X25519Many_OneSecretZero_IsRefused(int place)
    {
        IPrimitives vector = Providers.Get(TestedPrimitives.Vector);
        byte[] privateKeys = Hex.Repeat(0x55, 128), publicKeys = Hex.Repeat(0x09, 128);
        publicKeys.AsSpan(32 * place, 32).Clear();

        Assert.False(vector.X25519Many(privateKeys, publicKeys, new byte[128]));
    }

    [Fact]
    public void Verify_SameKeyManyTimes_StaysRightThroughTheCache()
    {
        IPrimitives vector = Providers.Get(TestedPrimitives.Vector);
        for (int key = 0; key < 80; key++)
        {
            byte[] privateKey = Hex.Repeat((byte)(key + 1)), publicKey = new byte[32], signature = new byte[64], random = new byte[64];
            PrivateKey.Clamp(privateKey);
            vector.X25519PublicKey(privateKey, publicKey);
            XEdDsa.Sign(vector, privateKey, "message"u8, random, signature);
            for (int i = 0; i < 3; i++)
            {
                Assert.True(XEdDsa.Verify(vector, publicKey, "message"u8, signature));
                Assert.False(XEdDsa.Verify(vector, publicKey, "massage"u8, signature));
            }
        }
    }

    private static void AssertBaseMultiple(IPrimitives vector, byte[] scalar)
    {
        byte[] expected = new byte[32], actual = new byte[32];
        EdwardsPoint.MultiplyBase(scalar).Encode(expected);
        vector.EdwardsBaseMultiply(scalar, actual);
        Assert.Equal(expected, actual);
    }
}
