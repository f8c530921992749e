using Tombolo.Xmpp.Sasl;

namespace Tombolo.Xmpp.Tests.Sasl;

public class SaslPrepTests
{
    // RFC 4013 section 3, as far as the process carries normalisation tables.
    [Theory]
    [InlineData("I\u00ADX", "IX")]
    [InlineData("user", "user")]
    [InlineData("USER", "USER")]
    [InlineData("a\u00A0b", "a b")]
    public void Rfc4013Example_IsPrepared(string text, string prepared)
    {
        Assert.True(SaslPrep.TryPrepare(text, out var result));
        Assert.Equal(prepared, result);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\u0007")]
    [InlineData("a\uE000")]
    [InlineData("\u00AD")]
    public void Text_ThatMayNotBeACredential_IsRefused(string text) => Assert.False(SaslPrep.TryPrepare(text, out _));

    [Fact]
    public void LoneSurrogate_IsRefused() => Assert.False(SaslPrep.TryPrepare("\uD800", out _));
}
