using CsCheck;
using Org.BouncyCastle.Crypto.Kems;
using Org.BouncyCastle.Crypto.Parameters;

namespace Tombolo.Signal.Tests.Laws;

/// <summary>libsodium's and BouncyCastle's ML-KEM-768 must be one and the same, also on ciphertexts that nobody made.</summary>
public sealed class MlKemLaws
{
    [Fact]
    public void MlKem768_SameSeed_SameKeysAndSecretsFromBothProviders()
    {
        Providers.Get(TestedPrimitives.Native);
        Gen.Select(Gen.Byte.Array[MlKem768.SeedSize], Gen.Byte.Array[MlKem768.CiphertextSize]).Sample(
            (seed, garbage) =>
            {
                byte[] managed = new byte[MlKem768.PublicKeySize], native = new byte[MlKem768.PublicKeySize];
                MlKem768.DerivePublicKey(PrimitiveProvider.Managed, seed, managed);
                MlKem768.DerivePublicKey(PrimitiveProvider.Native, seed, native);
                Assert.Equal(managed, native);

                byte[] ciphertext = new byte[MlKem768.CiphertextSize], secret = new byte[32];
                MLKemEncapsulator encapsulator = new(MLKemParameters.ml_kem_768);
                encapsulator.Init(MLKemPublicKeyParameters.FromEncoding(MLKemParameters.ml_kem_768, managed));
                encapsulator.Encapsulate(ciphertext, secret);
                Assert.Equal(secret, Decapsulate(PrimitiveProvider.Managed, seed, ciphertext));
                Assert.Equal(secret, Decapsulate(PrimitiveProvider.Native, seed, ciphertext));
                Assert.Equal(Decapsulate(PrimitiveProvider.Managed, seed, garbage), Decapsulate(PrimitiveProvider.Native, seed, garbage));
            },
            iter: 30);
    }

    private static byte[] Decapsulate(PrimitiveProvider provider, byte[] seed, byte[] ciphertext)
    {
        byte[] secret = new byte[MlKem768.SharedSecretSize];
        MlKem768.Decapsulate(provider, seed, ciphertext, secret);
        return secret;
    }
}
