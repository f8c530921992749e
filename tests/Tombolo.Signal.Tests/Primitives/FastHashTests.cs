using System.Security.Cryptography;
using CsCheck;

namespace Tombolo.Signal.Tests.Primitives;

/// <summary>Our own SHA-256, HMAC, HKDF and AES-CBC against the platform's.</summary>
public sealed class FastHashTests
{
    [Fact]
    public void Hmac_OfAnything_EqualsThePlatforms()
    {
        Gen.Select(Gen.Byte.Array[0, 130], Gen.Byte.Array[0, 300], Gen.Byte.Array[0, 1200]).Sample((key, first, second) =>
        {
            byte[] mac = new byte[32];
            Hmac.Compute(key, first, second, mac);
            return mac.AsSpan().SequenceEqual(HMACSHA256.HashData(key, first.Concat(second).ToArray()));
        }, iter: 2000);
    }

    [Fact]
    public void Hkdf_OfAnything_EqualsThePlatforms()
    {
        Gen.Select(Gen.Byte.Array[0, 70], Gen.Byte.Array[0, 200], Gen.Byte.Array[0, 100], Gen.Int[1, 200]).Sample(
            (salt, input, info, size) =>
            {
                byte[] output = new byte[size];
                Hmac.DeriveKey(salt, input, info, output);
                return output.AsSpan().SequenceEqual(HKDF.DeriveKey(HashAlgorithmName.SHA256, input, size, salt, info));
            }, iter: 2000);
    }

    [Fact]
    public void Compression_PlainAndVector_AreTheSame()
    {
        Gen.Select(Gen.UInt.Array[8], Gen.Byte.Array[64]).Sample((state, block) =>
        {
            uint[] plain = [.. state], chosen = [.. state];
            Sha256.CompressPlain(plain, block);
            Sha256.Compress(chosen, block);
            return plain.AsSpan().SequenceEqual(chosen);
        }, iter: 2000);
    }

    [Fact]
    public void ChainStep_EqualsItsTwoHalves()
    {
        byte[] together = RandomNumberGenerator.GetBytes(32), apart = [.. together];
        byte[] seed = new byte[32], other = new byte[32];

        ChainKey.Step(together, seed);
        ChainKey.WriteSeed(apart, other);
        ChainKey.Advance(apart);

        Assert.Equal(other, seed);
        Assert.Equal(apart, together);
    }

    [Fact]
    public void AesCbc_OfAnything_EqualsThePlatforms()
    {
        Gen.Select(Gen.Byte.Array[32], Gen.Byte.Array[16], Gen.Byte.Array[0, 200]).Sample((key, iv, text) =>
        {
            using Aes aes = Aes.Create();
            aes.SetKey(key);
            byte[] ciphertext = new byte[AesCbc.CiphertextSize(text.Length)];
            AesCbc.Encrypt(key, iv, text, ciphertext);
            byte[]? plaintext = AesCbc.Decrypt(key, iv, ciphertext);
            return ciphertext.AsSpan().SequenceEqual(aes.EncryptCbc(text, iv)) && plaintext.AsSpan().SequenceEqual(text);
        }, iter: 1000);
    }
}
