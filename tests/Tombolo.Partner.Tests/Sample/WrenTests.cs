using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Tombolo.Partner.Tests.Sample;

public sealed class WrenTests
{
    private const string Thumbprint = "giQqigT_IKcuzHl0FVJ3k5ts3_TWNAxvsC08UZsfcM8";

    [Fact]
    public async Task SignIn_CodeFromTheOutbox_OpensIdentityTokensThatItsKeysVerify()
    {
        await using var wren = await WrenProcess.StartAsync("Development");
        var id = (await PostAsync(wren, "/v1/sign-in", new { email = "Bea@Wren.Example" })).GetProperty("id").GetString();
        var outbox = await wren.Http.GetFromJsonAsync<JsonElement>("/dev/outbox.json?number=bea@wren.example");
        var code = outbox.GetProperty("messages")[0].GetProperty("code").GetString();

        var session = (await PostAsync(wren, $"/v1/sign-in/{id}/verification", new { code })).GetProperty("session").GetString();
        wren.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session);
        var token = (await PostAsync(wren, "/v1/identity-tokens", new { purpose = "enlist", jkt = Thumbprint })).GetProperty("token").GetString()!;

        var verdict = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = wren.Http.BaseAddress!.GetLeftPart(UriPartial.Authority),
            ValidAudience = "https://host.example",
            IssuerSigningKeys = new JsonWebKeySet(await wren.Http.GetStringAsync("/jwks")).GetSigningKeys(),
        });
        Assert.True(verdict.IsValid, verdict.Exception?.Message);
        Assert.Equal("bea@wren.example", new JsonWebToken(token).GetPayloadValue<JsonElement>("identifier").GetProperty("value").GetString());
    }

    [Fact]
    public async Task SignIn_WrongCode_IsRefusedAndFiveTimesIsEnough()
    {
        await using var wren = await WrenProcess.StartAsync("Development");
        var id = (await PostAsync(wren, "/v1/sign-in", new { email = "bea@wren.example" })).GetProperty("id").GetString();
        var outbox = await wren.Http.GetFromJsonAsync<JsonElement>("/dev/outbox.json");
        var code = outbox.GetProperty("messages")[0].GetProperty("code").GetString();

        for (var attempt = 0; attempt < 5; attempt++)
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await wren.Http.PostAsJsonAsync($"/v1/sign-in/{id}/verification", new { code = "wrong" })).StatusCode);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await wren.Http.PostAsJsonAsync($"/v1/sign-in/{id}/verification", new { code })).StatusCode);
    }

    [Fact]
    public async Task IdentityToken_WithoutSession_IsRefused()
    {
        await using var wren = await WrenProcess.StartAsync("Development");

        Assert.Equal(HttpStatusCode.Unauthorized, (await wren.Http.PostAsJsonAsync("/v1/identity-tokens", new { purpose = "enlist", jkt = Thumbprint })).StatusCode);
    }

    [Fact]
    public async Task Page_InDevelopment_MayBeFramedByAnyNodeOfTheHostAndTalksToItOnly()
    {
        await using var wren = await WrenProcess.StartAsync("Development");

        var policy = (await wren.Http.GetAsync("/some/page")).Headers.GetValues("Content-Security-Policy").Single();

        Assert.Contains("frame-ancestors 'self' https://host.example:*", policy, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self' https://host.example wss://host.example", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("'unsafe-eval'", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DevelopmentDoors_OutsideDevelopment_AreClosed()
    {
        await using var wren = await WrenProcess.StartAsync("Production");

        Assert.Equal(HttpStatusCode.NotFound, (await wren.Http.PostAsJsonAsync("/dev/tokens", new { email = "bea@wren.example", jkt = Thumbprint, purpose = "enlist" })).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await wren.Http.PostAsJsonAsync("/v1/sign-in", new { email = "bea@wren.example" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await wren.Http.GetAsync("/dev/outbox.json")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await wren.Http.GetAsync("/dev/outbox")).StatusCode);
    }

    [Fact]
    public async Task StandardInput_Closed_EndsTheProcess()
    {
        await using var wren = await WrenProcess.StartAsync("Production");

        Assert.Equal(0, await wren.StopAsync());
    }

    private static async Task<JsonElement> PostAsync(WrenProcess wren, string path, object body)
    {
        var response = await wren.Http.PostAsJsonAsync(path, body);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
