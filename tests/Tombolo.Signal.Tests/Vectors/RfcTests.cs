using System.Security.Cryptography;

namespace Tombolo.Signal.Tests.Vectors;

public sealed class RfcTests
{
    [Theory]
    [MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public void Rfc7748_Section5_2_Vectors(TestedPrimitives provider)
    {
        IPrimitives primitives = Providers.Get(provider);
        byte[] output = new byte[32];

        Assert.True(primitives.X25519(
            Hex.Bytes("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4"),
            Hex.Bytes("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c"),
            output));
        Assert.Equal("c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552", Hex.Of(output));

        Assert.True(primitives.X25519(
            Hex.Bytes("4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d"),
            Hex.Bytes("e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493"),
            output));
        Assert.Equal("95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957", Hex.Of(output));
    }

    [Theory]
    [MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public void Rfc7748_Section5_2_ThousandIterations(TestedPrimitives provider)
    {
        IPrimitives primitives = Providers.Get(provider);
        byte[] k = Hex.Bytes("0900000000000000000000000000000000000000000000000000000000000000"), u = [.. k];
        for (int i = 0; i < 1000; i++)
        {
            byte[] next = new byte[32];
            Assert.True(primitives.X25519(k, u, next));
            (k, u) = (next, k);
            if (i == 0)
            {
                Assert.Equal("422c8e7a6227d7bca1350b3e2bb7279f7897b87bb6854b783c60e80311ae3079", Hex.Of(k));
            }
        }

        Assert.Equal("684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51", Hex.Of(k));
    }

    [Theory]
    [MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public void Rfc7748_Section6_1_DiffieHellman(TestedPrimitives provider)
    {
        IPrimitives primitives = Providers.Get(provider);
        byte[] bob = Hex.Bytes("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
        byte[] alicePublic = Hex.Bytes("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
        byte[] output = new byte[32];

        primitives.X25519PublicKey(bob, output);
        Assert.Equal("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f", Hex.Of(output));

        Assert.True(primitives.X25519(bob, alicePublic, output));
        Assert.Equal("4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742", Hex.Of(output));
    }

    [Theory]
    [MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public void Rfc8032_Section7_1_PublicKeysAndSignatures(TestedPrimitives provider)
    {
        AssertEd25519(
            provider,
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
        AssertEd25519(
            provider,
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    }

    [Theory]
    [InlineData("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "000102030405060708090a0b0c", "f0f1f2f3f4f5f6f7f8f9", "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865")]
    [InlineData("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "", "", "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8")]
    public void Rfc5869_AppendixA_Vectors(string inputKey, string salt, string info, string expected)
    {
        byte[] output = new byte[42];

        Hmac.DeriveKey(Hex.Bytes(salt), Hex.Bytes(inputKey), Hex.Bytes(info), output);

        Assert.Equal(expected, Hex.Of(output));
    }

    private static void AssertEd25519(TestedPrimitives provider, string seed, string publicKey, string message, string signature)
    {
        IPrimitives primitives = Providers.Get(provider);
        byte[] hash = SHA512.HashData(Hex.Bytes(seed)), scalar = new byte[32], point = new byte[32];
        PrivateKey.Clamp(hash.AsSpan(0, 32));
        Scalar25519.Reduce(hash.AsSpan(0, 32), scalar);

        primitives.EdwardsBaseMultiply(scalar, point);

        Assert.Equal(publicKey, Hex.Of(point));
        Assert.True(primitives.VerifyEd25519(Hex.Bytes(publicKey), Hex.Bytes(message), Hex.Bytes(signature)));
        Assert.False(primitives.VerifyEd25519(Hex.Bytes(publicKey), [.. Hex.Bytes(message), 0], Hex.Bytes(signature)));
    }
}
