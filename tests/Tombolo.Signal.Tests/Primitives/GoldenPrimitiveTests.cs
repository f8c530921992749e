namespace Tombolo.Signal.Tests.Primitives;

public sealed class GoldenPrimitiveTests
{
    [Theory]
    [MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public void PublicKey_GoldenPrivateKeys_Match(TestedPrimitives provider)
    {
        IPrimitives primitives = Providers.Get(provider);
        Span<byte> key = stackalloc byte[32];

        primitives.X25519PublicKey(GoldenKeys.A, key);
        Assert.Equal("7b4e909bbe7ffe44c465a220037d608ee35897d31ef972f07f74892cb0f73f13", Hex.Of(key));
        primitives.X25519PublicKey(GoldenKeys.B, key);
        Assert.Equal("0faa684ed28867b97f4a6a2dee5df8ce974e76b7018e3f22a1c4cf2678570f20", Hex.Of(key));
        primitives.X25519PublicKey(GoldenKeys.E, key);
        Assert.Equal("7b0d47d93427f8311160781c7c733fd89f88970aef490d8aa0ee19a4cb8a1b14", Hex.Of(key));
    }

    [Theory]
    [MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public void Agreement_GoldenKeys_Matches(TestedPrimitives provider)
    {
        IPrimitives primitives = Providers.Get(provider);
        byte[] secret = new byte[32];

        Assert.True(primitives.X25519(GoldenKeys.A, GoldenKeys.Public(GoldenKeys.B).Raw, secret));

        Assert.Equal("9e004098efc091d4ec2663b4e9f5cfd4d7064571690b4bea97ab146ab9f35056", Hex.Of(secret));
    }

    [Theory]
    [InlineData(TestedPrimitives.Managed, 'A', "6045112bf5747ac46a103a05a6028fd06dd927fdd5b5fe327d44dae3b1af27dd49eb9c08fe6a827abcbbef75274ce88b6ac4fbb2eec422496931fbb8524eba8c")]
    [InlineData(TestedPrimitives.Managed, 'B', "9fa70dce48b13eed6201ccd11b4049fde7940dc7f45f2206b4c1590cc77d7b580fd9950ecacac001fe7043776937f548a415720e153d36ac9e6a0ecbb31cc606")]
    [InlineData(TestedPrimitives.Managed, 'E', "cd169d8c77f09ed6e0d02307d6fac7a735ebb5bb8a9c0fcc4c7c7b5705aeaaca3dc9813f0d53d82ab43a92bc024fe2eb08fd90a6939c747a22c03bc24545118e")]
    [InlineData(TestedPrimitives.Native, 'A', "6045112bf5747ac46a103a05a6028fd06dd927fdd5b5fe327d44dae3b1af27dd49eb9c08fe6a827abcbbef75274ce88b6ac4fbb2eec422496931fbb8524eba8c")]
    [InlineData(TestedPrimitives.Native, 'B', "9fa70dce48b13eed6201ccd11b4049fde7940dc7f45f2206b4c1590cc77d7b580fd9950ecacac001fe7043776937f548a415720e153d36ac9e6a0ecbb31cc606")]
    [InlineData(TestedPrimitives.Native, 'E', "cd169d8c77f09ed6e0d02307d6fac7a735ebb5bb8a9c0fcc4c7c7b5705aeaaca3dc9813f0d53d82ab43a92bc024fe2eb08fd90a6939c747a22c03bc24545118e")]
    public void XEdDsa_GoldenNonce_GivesGoldenSignature(TestedPrimitives provider, char name, string expected)
    {
        IPrimitives primitives = Providers.Get(provider);
        byte[] key = name switch { 'A' => GoldenKeys.A, 'B' => GoldenKeys.B, _ => GoldenKeys.E };
        byte[] random = [.. Enumerable.Range(0, 64).Select(i => (byte)i)];
        byte[] signature = new byte[64];

        XEdDsa.Sign(primitives, key, "hello"u8, random, signature);

        Assert.Equal(expected, Hex.Of(signature));
        Assert.True(XEdDsa.Verify(primitives, GoldenKeys.Public(key).Raw, "hello"u8, signature));
        Assert.False(XEdDsa.Verify(primitives, GoldenKeys.Public(key).Raw, "hallo"u8, signature));
    }
}
