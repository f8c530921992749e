using Tombolo.Server.Keys;
using Tombolo.Signal;

namespace Tombolo.Server.Tests.Keys;

/// <summary>The server's verification against the client's signing: two implementations of one specification.</summary>
public sealed class IdentitySignatureTests
{
    [Fact]
    public void Verify_SignaturesOfManyKeys_AreGood()
    {
        for (var round = 0; round < 64; round++)
        {
            using var identity = IdentityKeyPair.Generate();
            byte[] message = [(byte)round, 1, 2, 3];

            Assert.True(IdentitySignature.TryCreate(identity.PublicKey.Serialize(), out var verifier));
            Assert.True(verifier!.Verify(message, identity.Sign(message)));
        }
    }

    [Fact]
    public void Verify_AnythingChanged_IsBad()
    {
        using var identity = IdentityKeyPair.Generate();
        using var other = IdentityKeyPair.Generate();
        IdentitySignature.TryCreate(identity.PublicKey.Serialize(), out var verifier);
        var signature = identity.Sign("message"u8);

        for (var index = 0; index < signature.Length; index++)
        {
            var changed = signature.ToArray();
            changed[index] ^= 1;
            Assert.False(verifier!.Verify("message"u8, changed));
        }

        Assert.False(verifier!.Verify("massage"u8, signature));
        Assert.False(verifier.Verify("message"u8, other.Sign("message"u8)));
        Assert.False(verifier.Verify("message"u8, signature.AsSpan(0, 63)));
        Assert.False(verifier.Verify("message"u8, new byte[64]));
    }

    [Theory]
    [InlineData("06", 32)]
    [InlineData("05", 31)]
    [InlineData("05", 33)]
    public void TryCreate_WrongForm_IsFalse(string type, int length) =>
        Assert.False(IdentitySignature.TryCreate([.. Convert.FromHexString(type), .. new byte[length]], out _));

    // u = 0 maps to a point of small order, under which anybody could sign; u = -1 has no image; the last is not below the prime.
    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("ECFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF7F")]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF")]
    public void TryCreate_PointNobodyOwns_IsFalse(string key) => Assert.False(IdentitySignature.TryCreate([0x05, .. Convert.FromHexString(key)], out _));
}
