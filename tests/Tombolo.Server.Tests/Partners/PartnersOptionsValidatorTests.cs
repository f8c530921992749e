using Tombolo.Server.Partners;

namespace Tombolo.Server.Tests.Partners;

public sealed class PartnersOptionsValidatorTests
{
    [Fact]
    public void Validate_LivePartnerOnHttps_Succeeds() => Assert.Empty(Faults(Entry()));

    [Theory]
    [InlineData("Wren")]
    [InlineData("")]
    [InlineData("1wren")]
    [InlineData("wren.example")]
    [InlineData("a234567890123456789012345678901234")]
    public void Validate_IdThatIsNoLabel_Fails(string id) => Assert.NotEmpty(Faults(Entry(id)));

    [Theory]
    [InlineData("http://wren.example")]
    [InlineData("https://wren.example/?a=b")]
    [InlineData("https://user@wren.example")]
    [InlineData("http://localhost:8081")]
    [InlineData("wren")]
    public void Validate_IssuerThatCouldNotBeTrusted_Fails(string issuer)
    {
        Assert.NotEmpty(Faults(Entry(issuer: issuer)));
        Assert.NotEmpty(Faults(development: true, Entry(issuer: issuer)));
    }

    [Fact]
    public void Validate_LoopbackIssuer_IsForSandboxPartnersInDevelopmentOnly()
    {
        var sandbox = Entry(issuer: "http://localhost:8081");
        sandbox.State = PartnerState.Sandbox;

        Assert.Empty(Faults(development: true, sandbox));
        Assert.NotEmpty(Faults(development: false, sandbox));
    }

    [Fact]
    public void Validate_TwoPartnersWithOneIdOrIssuer_Fails()
    {
        Assert.NotEmpty(Faults(Entry(), Entry(issuer: "https://other.example")));
        Assert.NotEmpty(Faults(Entry(), Entry("other")));
    }

    [Theory]
    [InlineData("http://chat.example")]
    [InlineData("https://chat.example/path")]
    [InlineData("chat.example")]
    public void Validate_PublicUrlThatIsNoSecureOrigin_Fails(string url) =>
        Assert.False(new PartnersOptionsValidator().Validate(null, new TomboloServerOptions { PublicUrl = url }).Succeeded);

    private static PartnerEntry Entry(string id = "wren", string issuer = "https://wren.example") => new() { Id = id, Name = "Wren", Issuer = issuer, State = PartnerState.Live };

    private static IEnumerable<string> Faults(params PartnerEntry[] entries) => Faults(development: false, entries);

    private static IEnumerable<string> Faults(bool development, params PartnerEntry[] entries)
    {
        var options = new TomboloServerOptions { Development = development };
        foreach (var entry in entries)
        {
            options.Partners.Entries.Add(entry);
        }

        return new PartnersOptionsValidator().Validate(null, options).Failures ?? [];
    }
}
