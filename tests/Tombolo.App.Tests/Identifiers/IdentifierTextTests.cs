using Tombolo.App.Identifiers;

namespace Tombolo.App.Tests.Identifiers;

public sealed class IdentifierTextTests
{
    [Theory]
    [InlineData("+34600000001", "+34 600 000 001")]
    [InlineData("+4915123456789", "+49 151 234 567 89")]
    [InlineData("+35312345678", "+353 123 456 78")]
    [InlineData("+12025550123", "+1 202 555 0123")]
    public void Show_Number_IsGrouped(string number, string shown) =>
        Assert.Equal(shown.Replace(' ', '\u00a0'), IdentifierText.Show("phone", number));

    [Theory]
    [InlineData("phone", "+34 600-000 001", "+34600000001")]
    [InlineData("phone", "0034600000001", "+34600000001")]
    [InlineData("phone", "600000001", null)]
    [InlineData("phone", "+34\u00a0600\u00a0000\u00a0001", "+34600000001")]
    [InlineData("email", " bea@wren.example ", "bea@wren.example")]
    [InlineData("email", "bea@wren", null)]
    [InlineData("handle", "  ", null)]
    public void Canonical_Typed_IsWhatTheHostIsAsked(string type, string typed, string? canonical) =>
        Assert.Equal(canonical, IdentifierText.Canonical(type, typed));
}
