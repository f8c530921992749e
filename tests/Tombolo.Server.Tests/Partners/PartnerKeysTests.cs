using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;
using Tombolo.Server.Tests.Features;

namespace Tombolo.Server.Tests.Partners;

/// <summary>How the host comes to a partner's keys, and what it does when it cannot.</summary>
public sealed class PartnerKeysTests
{
    [Fact]
    public async Task Enlist_UnknownKeyId_IsTokenSignature()
    {
        await using var host = await FeatureHost.StartAsync();
        using var device = new TestDevice();
        var token = host.Partner.Sign(host.Claims(device));
        host.Partner.KeyId = "key-2";

        Assert.Equal(ErrorCode.TokenSignature, await FeatureHost.RefusalAsync(await host.SendAsync(await host.EnlistmentAsync(device, token))));
    }

    [Fact]
    public async Task Enlist_PartnerDown_IsKeysUnavailableAndHealsByItself()
    {
        await using var host = await FeatureHost.StartAsync();
        using var device = new TestDevice();
        host.Partner.IsDown = true;
        Assert.Equal(ErrorCode.KeysUnavailable, await FeatureHost.RefusalAsync(await host.TryEnlistAsync(device, host.Claims(device))));

        host.Partner.IsDown = false;
        host.Clock.Advance(TimeSpan.FromSeconds(6));
        await host.EnlistAsync(device);
    }

    [Fact]
    public async Task Enlist_NonceOlderThanFiveMinutes_IsNonceUnknown()
    {
        await using var host = await FeatureHost.StartAsync();
        using var device = new TestDevice();
        var nonce = await host.NonceAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(5.1));
        var token = host.Partner.Sign(host.Claims(device));
        var request = await host.EnlistmentAsync(device, token);

        var response = await host.SendAsync(request with
        {
            Nonce = nonce,
            Possession = device.Sign(Interop.Enlistment.Possession.Message(nonce, token, Interop.Keys.KeyDigest.Of(device.Keys))),
        });

        Assert.Equal(ErrorCode.NonceUnknown, await FeatureHost.RefusalAsync(response));
    }

    [Fact]
    public async Task Enlist_SeveralTokens_FetchesTheKeysOnce()
    {
        await using var host = await FeatureHost.StartAsync();
        using var device = new TestDevice();

        await host.EnlistAsync(device);
        await host.EnlistAsync(device);

        Assert.Equal(1, host.Partner.KeySetFetches);
    }

    [Fact]
    public async Task Enlist_KeyPublishedSinceTheLastFetch_IsFoundAfterAMinute()
    {
        await using var host = await FeatureHost.StartAsync();
        using var device = new TestDevice();
        await host.EnlistAsync(device);
        host.Partner.KeyId = "key-2";

        // Within the minute anybody could make the host fetch again and again with made-up key ids.
        Assert.Equal(ErrorCode.TokenSignature, await FeatureHost.RefusalAsync(await host.TryEnlistAsync(device, host.Claims(device))));
        Assert.Equal(ErrorCode.TokenSignature, await FeatureHost.RefusalAsync(await host.TryEnlistAsync(device, host.Claims(device))));
        Assert.Equal(1, host.Partner.KeySetFetches);

        host.Clock.Advance(TimeSpan.FromSeconds(61));
        await host.EnlistAsync(device);
        Assert.Equal(2, host.Partner.KeySetFetches);
    }

    [Theory]
    [InlineData("max-age=7200", 3600, 1)]
    [InlineData("max-age=7200", 7201, 2)]
    [InlineData("no-store", 59, 1)]
    [InlineData("no-store", 61, 2)]
    [InlineData("max-age=31536000", 86_401, 2)]
    public async Task Enlist_Later_KeepsTheKeysAsLongAsTheHeadersSayWithinBounds(string caching, int secondsLater, int fetches)
    {
        await using var host = await FeatureHost.StartAsync();
        using var device = new TestDevice();
        host.Partner.CacheControl = caching;
        await host.EnlistAsync(device);

        host.Clock.Advance(TimeSpan.FromSeconds(secondsLater));
        await host.EnlistAsync(device);

        Assert.Equal(fetches, host.Partner.KeySetFetches);
    }

    [Fact]
    public async Task Enlist_KeySetBehindAForeignRedirect_IsKeysUnavailable()
    {
        await using var host = await FeatureHost.StartAsync();
        await using var elsewhere = await TestPartner.StartAsync();
        using var device = new TestDevice();
        host.Partner.KeySetAnswer = _ => Results.Redirect(elsewhere.Issuer + "/jwks");

        Assert.Equal(ErrorCode.KeysUnavailable, await FeatureHost.RefusalAsync(await host.TryEnlistAsync(device, host.Claims(device))));
        Assert.Equal(0, elsewhere.KeySetFetches);
    }

    [Fact]
    public async Task Enlist_KeySetOverTheLimit_IsKeysUnavailable()
    {
        await using var host = await FeatureHost.StartAsync();
        using var device = new TestDevice();
        host.Partner.KeySetAnswer = _ => Results.Text("{\"keys\":[],\"padding\":\"" + new string('x', 70_000) + "\"}", "application/json");

        Assert.Equal(ErrorCode.KeysUnavailable, await FeatureHost.RefusalAsync(await host.TryEnlistAsync(device, host.Claims(device))));
    }

    [Fact]
    public async Task Enlist_CompressedKeySet_IsKeysUnavailable()
    {
        await using var host = await FeatureHost.StartAsync();
        using var device = new TestDevice();
        host.Partner.KeySetAnswer = context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return Results.Bytes([0x1F, 0x8B]);
        };

        Assert.Equal(ErrorCode.KeysUnavailable, await FeatureHost.RefusalAsync(await host.TryEnlistAsync(device, host.Claims(device))));
    }

    [Theory]
    [InlineData(2048, null)]
    [InlineData(1024, ErrorCode.KeysUnavailable)]
    public async Task Enlist_RsaKey_IsGoodFrom2048BitsOn(int bits, object? refusal)
    {
        await using var host = await FeatureHost.StartAsync();
        using var device = new TestDevice();
        using var key = RSA.Create(bits);
        var (modulus, exponent) = (Base64Url.EncodeToString(key.ExportParameters(false).Modulus), Base64Url.EncodeToString(key.ExportParameters(false).Exponent));
        host.Partner.KeySetAnswer = _ => Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", kid = "rsa", n = modulus, e = exponent } } });

        // The library does not sign with a short key either; then any signature will do to see the key refused.
        var credentials = bits < 2048 ? null : new SigningCredentials(new RsaSecurityKey(key) { KeyId = "rsa" }, SecurityAlgorithms.RsaSha256);

        var response = await host.SendAsync(await host.EnlistmentAsync(device, host.Partner.Sign(host.Claims(device), credentials)));

        Assert.Equal(refusal, response.IsSuccessStatusCode ? null : (object)await FeatureHost.RefusalAsync(response));
    }

    [Fact]
    public async Task Enlist_TokenThatNamesAnotherAlgorithmThanItsKey_IsTokenSignature()
    {
        await using var host = await FeatureHost.StartAsync();
        using var device = new TestDevice();
        using var key = RSA.Create(2048);
        var credentials = new SigningCredentials(new RsaSecurityKey(key) { KeyId = host.Partner.KeyId }, SecurityAlgorithms.RsaSha256);

        var response = await host.SendAsync(await host.EnlistmentAsync(device, host.Partner.Sign(host.Claims(device), credentials)));

        Assert.Equal(ErrorCode.TokenSignature, await FeatureHost.RefusalAsync(response));
    }
}
