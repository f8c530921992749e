using System.Text.Json;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;

namespace Tombolo.Signal.Tests.Vectors;

/// <summary>The vectors are for ML-KEM-1024; round-3 Kyber is one SHAKE-256 away (signal-wire 2.4), which the test adds itself.</summary>
public sealed class WycheproofKyberTests
{
    [Fact]
    public void Decapsulate_AllVectors_GiveTheSecret()
    {
        int count = 0;
        foreach ((_, JsonElement test) in Wycheproof.Read("mlkem_1024_test.json"))
        {
            byte[] seed = test.Bytes("seed"), ciphertext = test.Bytes("c");
            if (seed.Length != 64 || ciphertext.Length != Kyber1024.CiphertextSize)
            {
                continue; // lengths are checked by the message parser
            }

            byte[] secretKey = MLKemPrivateKeyParameters.FromSeed(MLKemParameters.ml_kem_1024, seed).GetEncoded();
            byte[] secret = new byte[32];
            Kyber1024.Decapsulate(ToExpanded(seed, secretKey), ciphertext, secret);

            Assert.True(RoundThree(test.Bytes("K"), ciphertext).AsSpan().SequenceEqual(secret), test.Name());
            count++;
        }

        Assert.True(count > 100, $"{count} vectors");
    }

    [Fact]
    public void Encapsulate_KeysOutOfRange_AreRefusedAndGoodOnesAreNot()
    {
        int refused = 0, accepted = 0;
        foreach ((_, JsonElement test) in Wycheproof.Read("mlkem_1024_encaps_test.json"))
        {
            byte[] publicKey = test.Bytes("ek");
            if (publicKey.Length != Kyber1024.PublicKeySize)
            {
                continue;
            }

            bool ok = Kyber1024.TryEncapsulate(publicKey, new byte[Kyber1024.CiphertextSize], new byte[32]);

            Assert.True(ok == (test.Result() == "valid"), test.Name());
            (refused, accepted) = ok ? (refused, accepted + 1) : (refused + 1, accepted);
        }

        Assert.True(refused > 0 && accepted > 0, $"{refused} refused, {accepted} accepted");
    }

    [Fact]
    public void Encapsulate_ThenDecapsulate_AgreeAndATamperedCiphertextDoesNot()
    {
        (byte[] publicKey, byte[] secretKey) = Kyber1024.GenerateKeyPair();
        byte[] ciphertext = new byte[Kyber1024.CiphertextSize], sent = new byte[32], received = new byte[32];

        Assert.True(Kyber1024.TryEncapsulate(publicKey, ciphertext, sent));
        Kyber1024.Decapsulate(secretKey, ciphertext, received);
        Assert.Equal(sent, received);

        ciphertext[700] ^= 1;
        Kyber1024.Decapsulate(secretKey, ciphertext, received);
        Assert.NotEqual(sent, received);
    }

    private static byte[] ToExpanded(byte[] seed, byte[] encoded) => encoded.Length == Kyber1024.SecretKeySize
        ? encoded
        : MLKemPrivateKeyParameters.FromSeed(MLKemParameters.ml_kem_1024, seed)
            .WithPreferredFormat(MLKemPrivateKeyParameters.Format.EncodingOnly).GetEncoded();

    private static byte[] RoundThree(byte[] secret, byte[] ciphertext)
    {
        byte[] hash = new byte[32], result = new byte[32];
        Sha3Digest sha3 = new(256);
        sha3.BlockUpdate(ciphertext);
        sha3.DoFinal(hash);
        ShakeDigest shake = new(256);
        shake.BlockUpdate(secret);
        shake.BlockUpdate(hash);
        shake.OutputFinal(result);
        return result;
    }
}
