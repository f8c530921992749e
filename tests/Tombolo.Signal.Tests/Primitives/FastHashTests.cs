using System.Security.Cryptography;
using CsCheck;
using Tombolo.Signal.Spqr;

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
    public void Compression_EveryForm_IsTheSame()
    {
        Gen.Select(Gen.UInt.Array[8], Gen.Byte.Array[64]).Sample((state, block) =>
        {
            uint[] plain = [.. state], managed = [.. state], chosen = [.. state];
            Sha256.CompressPlain(plain, block);
            Sha256.CompressManaged(managed, block);
            Sha256.Compress(chosen, block);
            return plain.AsSpan().SequenceEqual(managed) && plain.AsSpan().SequenceEqual(chosen);
        }, iter: 2000);
    }

    [Fact]
    public void Sha3_ManagedAndPlatform_AreTheSame()
    {
        Gen.Select(Gen.Byte.Array[0, 1700], Gen.Int[1, 300]).Sample((data, size) =>
        {
            byte[] hash = new byte[32], managedHash = new byte[32], output = new byte[size], managedOutput = new byte[size];
            Sha3.Hash(data, hash);
            Sha3.ManagedHash(data, managedHash);
            Sha3.Shake(data, output);
            Sha3.ManagedShake(data, managedOutput);
            return hash.AsSpan().SequenceEqual(managedHash) && output.AsSpan().SequenceEqual(managedOutput);
        }, iter: 1000);
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
