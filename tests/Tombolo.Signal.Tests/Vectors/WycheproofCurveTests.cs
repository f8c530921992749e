using System.Text.Json;

namespace Tombolo.Signal.Tests.Vectors;

public sealed class WycheproofCurveTests
{
    [Theory]
    [MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public void X25519_AllVectors_GiveTheSecretOrRefuseZero(TestedPrimitives provider)
    {
        IPrimitives primitives = Providers.Get(provider);
        int count = 0;
        foreach ((_, JsonElement test) in Wycheproof.Read("x25519_test.json"))
        {
            byte[] secret = Hex.Repeat(0xAA), expected = test.Bytes("shared");
            bool isZero = expected.All(b => b == 0);

            bool agreed = primitives.X25519(test.Bytes("private"), test.Bytes("public"), secret);

            Assert.True(agreed == !isZero, test.Name());
            Assert.True(expected.AsSpan().SequenceEqual(secret), test.Name());
            count++;
        }

        Assert.Equal(518, count);
    }

    [Fact]
    public void X25519Batch_AllVectorsInEachLane_GiveTheSecretOrRefuseZero()
    {
        Providers.Get(TestedPrimitives.Vector);
        byte[] privateKeys = Hex.Repeat(0x40, 128), publicKeys = Hex.Repeat(0x09, 128), secrets = new byte[128];
        int lane = 0;
        foreach ((_, JsonElement test) in Wycheproof.Read("x25519_test.json"))
        {
            byte[] expected = test.Bytes("shared");
            test.Bytes("private").CopyTo(privateKeys, 32 * lane);
            test.Bytes("public").CopyTo(publicKeys, 32 * lane);

            bool agreed = X25519Batch.Agree(privateKeys, publicKeys, secrets);

            Assert.True(expected.AsSpan().SequenceEqual(secrets.AsSpan(32 * lane, 32)), test.Name());
            Assert.True(agreed == expected.Any(b => b != 0), test.Name());
            publicKeys.AsSpan(32 * lane, 32).Fill(9);
            lane = (lane + 1) % X25519Batch.Lanes;
        }
    }

    [Theory]
    [MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public void Ed25519_AllVectors_AcceptExactlyTheValidOnes(TestedPrimitives provider)
    {
        IPrimitives primitives = Providers.Get(provider);
        int count = 0;
        foreach ((JsonElement group, JsonElement test) in Wycheproof.Read("ed25519_test.json"))
        {
            byte[] publicKey = group.GetProperty("publicKey").Bytes("pk"), signature = test.Bytes("sig");

            bool accepted = signature.Length == 64 && primitives.VerifyEd25519(publicKey, test.Bytes("msg"), signature);

            Assert.True(accepted == (test.Result() == "valid"), test.Name());
            count++;
        }

        Assert.Equal(151, count);
    }
}
