using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Tombolo.Interop.Identity;
using Tombolo.Partner.Tokens;

namespace Tombolo.Partner.Tests.Tokens;

public sealed class IdentityTokenIssuerTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly IdentityTokenRequest Request = new()
    {
        Subject = "user-1",
        Identifier = new Identifier(IdentifierTypes.Email, "bea@wren.example"),
        Region = "ES",
        Purpose = TokenPurposes.Enlist,
        KeyThumbprint = "giQqigT_IKcuzHl0FVJ3k5ts3_TWNAxvsC08UZsfcM8",
    };

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(Now);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Issue_Request_GivesTheDocumentedClaims()
    {
        await using var partner = await PartnerService.StartAsync(_folder.Path, _clock);

        var token = new JsonWebToken(partner.Tokens.Issue(Request));

        Assert.Equal("ES256", token.Alg);
        Assert.Equal(PartnerService.Issuer, token.Issuer);
        Assert.Equal([PartnerService.Host], token.Audiences);
        Assert.Equal("user-1", token.Subject);
        Assert.Equal(Now.UtcDateTime, token.IssuedAt);
        Assert.Equal(Now.UtcDateTime.AddMinutes(2), token.ValidTo);
        Assert.Equal("ES", token.GetPayloadValue<string>("region"));
        Assert.Equal("enlist", token.GetPayloadValue<string>("purpose"));
        Assert.Equal(Request.KeyThumbprint, token.GetPayloadValue<JsonElement>("cnf").GetProperty("jkt").GetString());
        Assert.Equal("bea@wren.example", token.GetPayloadValue<JsonElement>("identifier").GetProperty("value").GetString());
        Assert.NotEqual(token.Id, new JsonWebToken(partner.Tokens.Issue(Request)).Id);
    }

    [Fact]
    public async Task Issue_Token_IsSignedByAKeyThatDiscoveryLeadsTo()
    {
        await using var partner = await PartnerService.StartAsync(_folder.Path, _clock);
        var discovery = JsonDocument.Parse(await partner.Http.GetStringAsync("/.well-known/openid-configuration")).RootElement;
        var keys = new JsonWebKeySet(await partner.Http.GetStringAsync("/jwks"));

        var verdict = await new JsonWebTokenHandler().ValidateTokenAsync(partner.Tokens.Issue(Request), Expect(keys));

        Assert.Equal(PartnerService.Issuer, discovery.GetProperty("issuer").GetString());
        Assert.Equal(PartnerService.Issuer + "/jwks", discovery.GetProperty("jwks_uri").GetString());
        Assert.True(verdict.IsValid, verdict.Exception?.Message);
    }

    [Fact]
    public async Task KeySet_Published_HoldsNoPrivatePart()
    {
        await using var partner = await PartnerService.StartAsync(_folder.Path, _clock);

        var set = await partner.Http.GetAsync("/jwks");

        Assert.Equal("public, max-age=3600", set.Headers.CacheControl?.ToString());
        Assert.DoesNotContain("\"d\"", await set.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Issue_RequestNoHostWouldTake_IsMisuse()
    {
        await using var partner = await PartnerService.StartAsync(_folder.Path, _clock);

        Assert.Throws<ArgumentException>(() => partner.Tokens.Issue(Request with { Subject = "" }));
        Assert.Throws<ArgumentException>(() => partner.Tokens.Issue(Request with { Purpose = "chat" }));
        Assert.Throws<ArgumentException>(() => partner.Tokens.Issue(Request with { Region = null }));
        Assert.Throws<ArgumentException>(() => partner.Tokens.Issue(Request with { Region = "es" }));
        Assert.Throws<ArgumentException>(() => partner.Tokens.Issue(Request with { KeyThumbprint = "short" }));
    }

    private static TokenValidationParameters Expect(JsonWebKeySet keys) => new()
    {
        ValidIssuer = PartnerService.Issuer,
        ValidAudience = PartnerService.Host,
        IssuerSigningKeys = keys.GetSigningKeys(),
        ValidateLifetime = false,
    };
}
