using Tombolo.Interop.Identity;

namespace Tombolo.Interop.Tests.Identity;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData(" Bea@Wren.Example ", "bea@wren.example")]
    [InlineData("o'neil+work@bücher.example", "o'neil+work@xn--bcher-kva.example")]
    public void TryCanonicalise_Address_GivesOneForm(string text, string expected)
    {
        Assert.True(EmailAddress.TryCanonicalise(text, out var canonical));
        Assert.Equal(expected, canonical);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("@wren.example")]
    [InlineData("bea")]
    [InlineData("bea@wren")]
    [InlineData("bea@")]
    [InlineData("b..ea@wren.example")]
    [InlineData(".bea@wren.example")]
    [InlineData("\"bea\"@wren.example")]
    [InlineData("bea@[127.0.0.1]")]
    [InlineData("bea@wren.example.")]
    [InlineData("bea@wren@wren.example")]
    [InlineData("bea<script>@wren.example")]
    public void TryCanonicalise_AnythingElse_IsRefused(string? text) => Assert.False(EmailAddress.TryCanonicalise(text, out _));
}
