using Tombolo.Interop.Keys;

namespace Tombolo.Interop.Tests.Keys;

public sealed class KeyThumbprintTests
{
    // Thumbprint of the X25519 JWK of RFC 8037 appendix A.6 (Bob's public key), computed with another implementation.
    [Fact]
    public void Of_PublishedKey_IsTheKnownThumbprint()
    {
        byte[] key = [0x05, .. Convert.FromHexString("DE9EDB7D7B7DC1B4D35B61C2ECE435373F8343C85B78674DADFC7E146F882B4F")];

        Assert.Equal("giQqigT_IKcuzHl0FVJ3k5ts3_TWNAxvsC08UZsfcM8", KeyThumbprint.Of(key));
    }

    [Fact]
    public void Of_KeyWithoutItsTypeByte_IsMisuse() => Assert.Throws<ArgumentException>(() => KeyThumbprint.Of(new byte[32]));
}
