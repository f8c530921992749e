using System.Text.Json;

namespace Tombolo.Signal.Tests.Vectors;

public sealed class WycheproofSymmetricTests
{
    [Fact]
    public void AesCbc_AllVectorsOf256Bits_DecryptAndEncrypt()
    {
        int count = 0;
        foreach ((JsonElement group, JsonElement test) in Wycheproof.Read("aes_cbc_pkcs5_test.json"))
        {
            if (group.GetProperty("keySize").GetInt32() != 256)
            {
                continue;
            }

            byte[] key = test.Bytes("key"), iv = test.Bytes("iv"), message = test.Bytes("msg"), ciphertext = test.Bytes("ct");
            bool valid = test.Result() == "valid";

            Assert.True((AesCbc.Decrypt(key, iv, ciphertext) is { } plaintext && plaintext.AsSpan().SequenceEqual(message)) == valid, test.Name());
            if (valid)
            {
                byte[] encrypted = new byte[AesCbc.CiphertextSize(message.Length)];
                AesCbc.Encrypt(key, iv, message, encrypted);
                Assert.Equal(ciphertext, encrypted);
                AssertManagedIsTheSame(key, iv, message, ciphertext);
            }

            count++;
        }

        Assert.True(count >= 70, $"{count} vectors");
    }

    [Fact]
    public void HmacSha256_AllVectors_Match()
    {
        foreach ((JsonElement group, JsonElement test) in Wycheproof.Read("hmac_sha256_test.json"))
        {
            byte[] key = test.Bytes("key"), message = test.Bytes("msg"), tag = test.Bytes("tag"), mac = new byte[32], mac2 = new byte[32];
            int size = group.GetProperty("tagSize").GetInt32() / 8, half = message.Length / 2;

            Hmac.Compute(key, message, mac);
            Hmac.Compute(key, message.AsSpan(0, half), message.AsSpan(half), mac2);

            Assert.True(mac.AsSpan(0, size).SequenceEqual(tag) == (test.Result() == "valid"), test.Name());
            Assert.Equal(mac, mac2);
        }
    }

    [Fact]
    public void HkdfSha256_AllVectors_Match()
    {
        foreach ((_, JsonElement test) in Wycheproof.Read("hkdf_sha256_test.json"))
        {
            if (test.Result() != "valid")
            {
                continue; // longer than HKDF can give; no caller of ours has a length from outside
            }

            byte[] output = new byte[test.GetProperty("size").GetInt32()];
            Hmac.DeriveKey(test.Bytes("salt"), test.Bytes("ikm"), test.Bytes("info"), output);
            Assert.True(output.AsSpan().SequenceEqual(test.Bytes("okm")), test.Name());
        }
    }

    private static void AssertManagedIsTheSame(byte[] key, byte[] iv, byte[] message, byte[] ciphertext)
    {
        byte[] padded = [.. message, .. Hex.Repeat((byte)(ciphertext.Length - message.Length), ciphertext.Length - message.Length)];
        byte[] encrypted = [.. padded], decrypted = new byte[ciphertext.Length];
        AesCbc.ManagedEncrypt(key, iv, encrypted);
        AesCbc.ManagedDecrypt(key, iv, ciphertext, decrypted);
        Assert.Equal(ciphertext, encrypted);
        Assert.Equal(padded, decrypted);
    }
}
