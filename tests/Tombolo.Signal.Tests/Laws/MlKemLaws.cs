using CsCheck;
using Org.BouncyCastle.Crypto.Kems;
using Org.BouncyCastle.Crypto.Parameters;
using Tombolo.Signal.Spqr;

namespace Tombolo.Signal.Tests.Laws;

/// <summary>Our ML-KEM and BouncyCastle's must be one and the same, also on ciphertexts that nobody made.</summary>
public sealed class MlKemLaws
{
    [Fact]
    public void MlKem768_SameSeed_SameKeysAndSecretsAsBouncyCastle() =>
        Compare(KeyEncapsulation.Of768, MLKemParameters.ml_kem_768, iterations: 300);

    [Fact]
    public void MlKem1024_SameSeed_SameKeysAndSecretsAsBouncyCastle() =>
        Compare(KeyEncapsulation.Of1024, MLKemParameters.ml_kem_1024, iterations: 300);

    [Fact]
    public void Compression_OfEveryResidueAndWidth_RoundsAsTheStandardSays()
    {
        foreach (int bits in (int[])[1, 4, 5, 10, 11])
        {
            for (int x = 0; x < 3329; x++)
            {
                int expected = ((x * (1 << bits) * 2) + 3329) / (2 * 3329) % (1 << bits);
                Assert.True(KemField.Compress(x, bits) == expected, $"{x} to {bits} bits");
            }
        }
    }

    private static void Compare(KeyEncapsulation ours, MLKemParameters parameters, int iterations)
    {
        Gen.Select(Gen.Byte.Array[KeyEncapsulation.SeedSize], Gen.Byte.Array[32], Gen.Byte.Array[ours.CiphertextSize]).Sample(
            (seed, message, garbage) =>
            {
                byte[] secretKey = new byte[ours.SecretKeySize], ciphertext = new byte[ours.CiphertextSize], sent = new byte[32];
                ours.GenerateKeyPair(seed, secretKey);
                MLKemPrivateKeyParameters theirs = MLKemPrivateKeyParameters
                    .FromSeed(parameters, seed).WithPreferredFormat(MLKemPrivateKeyParameters.Format.EncodingOnly);
                Assert.Equal(theirs.GetEncoded(), secretKey);

                ours.Encapsulate(ours.PublicKeyOf(secretKey), message, ciphertext, sent);
                Assert.Equal(sent, Decapsulate(parameters, theirs, ciphertext));
                Assert.Equal(sent, Decapsulate(ours, secretKey, ciphertext));

                ciphertext[message[0]] ^= 1;
                Assert.Equal(Decapsulate(parameters, theirs, ciphertext), Decapsulate(ours, secretKey, ciphertext));
                Assert.Equal(Decapsulate(parameters, theirs, garbage), Decapsulate(ours, secretKey, garbage));

                MLKemEncapsulator encapsulator = new(parameters);
                encapsulator.Init(theirs.GetPublicKey());
                encapsulator.Encapsulate(ciphertext, sent);
                Assert.Equal(sent, Decapsulate(ours, secretKey, ciphertext));
            },
            iter: iterations);
    }

    private static byte[] Decapsulate(KeyEncapsulation ours, byte[] secretKey, byte[] ciphertext)
    {
        byte[] secret = new byte[32];
        ours.Decapsulate(secretKey, ciphertext, secret);
        return secret;
    }

    private static byte[] Decapsulate(MLKemParameters parameters, MLKemPrivateKeyParameters key, byte[] ciphertext)
    {
        byte[] secret = new byte[32];
        MLKemDecapsulator decapsulator = new(parameters);
        decapsulator.Init(key);
        decapsulator.Decapsulate(ciphertext, 0, ciphertext.Length, secret, 0, secret.Length);
        return secret;
    }
}
