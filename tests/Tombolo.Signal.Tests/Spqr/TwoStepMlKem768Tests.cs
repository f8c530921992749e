using System.Runtime.Intrinsics;
using Org.BouncyCastle.Crypto.Kems;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;
using Tombolo.Signal.Spqr;

namespace Tombolo.Signal.Tests.Spqr;

/// <summary>The two-step encapsulation against BouncyCastle's one-step one, with the same key and the same random m.</summary>
public sealed class TwoStepMlKem768Tests
{
    private const int Cases = 2000;

    [Fact]
    public void Encapsulate_InTwoSteps_EqualsTheOracle()
    {
        Random random = new(20260101);
        byte[] seed = new byte[64];
        byte[] message = new byte[32];
        byte[] header = new byte[64];
        byte[] sharedKey = new byte[32];
        byte[] second = new byte[128];
        for (int i = 0; i < Cases; i++)
        {
            random.NextBytes(seed);
            random.NextBytes(message);
            byte[] vector = TwoStepMlKem768.DeriveVector(seed, header);

            Assert.True(TwoStepMlKem768.VectorFits(header, vector));
            byte[] first = TwoStepMlKem768.EncapsulateFirst(header, message, sharedKey);
            TwoStepMlKem768.EncapsulateSecond(header, message, vector, second);

            (byte[] ciphertext, byte[] expectedKey) = Oracle([.. vector, .. header.AsSpan(0, 32)], message);
            Assert.Equal(ciphertext, first.Concat(second).ToArray());
            Assert.Equal(expectedKey, sharedKey);
            TwoStepMlKem768.Decapsulate(seed, ciphertext, sharedKey);
            Assert.Equal(expectedKey, sharedKey);
        }
    }

    [Fact]
    public void VectorFits_WithOneChangedBit_IsFalse()
    {
        byte[] header = new byte[64];
        byte[] vector = TwoStepMlKem768.DeriveVector(new byte[64], header);
        vector[500] ^= 4;

        Assert.False(TwoStepMlKem768.VectorFits(header, vector));
    }

    [Fact]
    public void VectorFits_CoefficientOfQ_IsFalseThoughTheHashFits()
    {
        byte[] header = new byte[64];
        byte[] vector = TwoStepMlKem768.DeriveVector(new byte[64], header);
        vector[0] = 0x01;
        vector[1] = (byte)((vector[1] & 0xF0) | 0x0D);
        Org.BouncyCastle.Crypto.Digests.Sha3Digest digest = new(256);
        digest.BlockUpdate([.. vector, .. header.AsSpan(0, 32)]);
        digest.DoFinal(header.AsSpan(32));

        Assert.False(TwoStepMlKem768.VectorFits(header, vector));
    }

    [Fact]
    public void Reduce_OfEveryProduct_IsTheRemainder()
    {
        for (uint value = 0; value <= 3328 * 3328; value++)
        {
            if (KemField.Reduce(value) != value % 3329)
            {
                Assert.Fail($"Reduce({value}) is {KemField.Reduce(value)}");
            }
        }
    }

    [Fact]
    public void WideArithmetic_OnEveryPair_IsTheRemainder()
    {
        Vector256<int> right = Vector256.Create(0, 1, 2, 1664, 1665, 3327, 3328, 17);
        for (int left = 0; left < 3329; left++)
        {
            for (int other = 0; other < 3329; other += 7)
            {
                Vector256<int> second = Vector256.Min(right + Vector256.Create(other), Vector256.Create(3328));
                Vector256<int> product = KemField.Multiply(Vector256.Create(left), second);
                Vector256<int> sum = KemField.Add(Vector256.Create(left), second);
                Vector256<int> difference = KemField.Subtract(Vector256.Create(left), second);
                for (int lane = 0; lane < 8; lane++)
                {
                    bool right8 = product[lane] == left * second[lane] % 3329
                        && sum[lane] == (left + second[lane]) % 3329
                        && difference[lane] == (left - second[lane] + 3329) % 3329;
                    if (!right8)
                    {
                        Assert.Fail($"{left} and {second[lane]}");
                    }
                }
            }
        }
    }

    private static (byte[] Ciphertext, byte[] SharedKey) Oracle(byte[] encapsulationKey, byte[] message)
    {
        MLKemEncapsulator encapsulator = new(MLKemParameters.ml_kem_768);
        encapsulator.Init(new ParametersWithRandom(
            MLKemPublicKeyParameters.FromEncoding(MLKemParameters.ml_kem_768, encapsulationKey), new FixedRandom(message)));
        byte[] ciphertext = new byte[1088];
        byte[] sharedKey = new byte[32];
        encapsulator.Encapsulate(ciphertext, 0, ciphertext.Length, sharedKey, 0, sharedKey.Length);
        return (ciphertext, sharedKey);
    }

    private sealed class FixedRandom(byte[] bytes) : SecureRandom
    {
        public override void NextBytes(byte[] buf) => bytes.CopyTo(buf, 0);

        public override void NextBytes(byte[] buf, int off, int len) => Array.Copy(bytes, 0, buf, off, len);

        public override void NextBytes(Span<byte> buffer) => bytes.CopyTo(buffer);
    }
}
