using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using Tombolo.Interop.Errors;
using Tombolo.Interop.Json;
using Tombolo.Server.Partners;
using Tombolo.Server.Tests.Features;

namespace Tombolo.Server.Tests.Partners;

/// <summary>Every refusal of protocol.md, over real HTTP, with real keys and signatures.</summary>
public sealed class IdentityTokenRefusalTests(SharedHost shared) : HostedTests(shared), IDisposable
{
    private readonly TestDevice _device = new();

    public void Dispose() => _device.Dispose();

    [Fact]
    public async Task Enlist_GoodToken_GivesAnAccountAtThePartnersDomain()
    {
        var enrolled = await Host.EnlistAsync(_device);

        Assert.EndsWith("@wren.interop.localhost", enrolled.Account, StringComparison.Ordinal);
        Assert.Equal(1, enrolled.DeviceId);
        Assert.InRange(enrolled.LoginTokenExpiresAt!.Value - Host.Clock.GetUtcNow(), TimeSpan.FromHours(23), TimeSpan.FromHours(24));
    }

    [Theory]
    [InlineData("not a token")]
    [InlineData("a.b.c")]
    [InlineData("")]
    public async Task Enlist_NoJwt_IsTokenMalformed(string token) =>
        Assert.Equal(ErrorCode.TokenMalformed, await FeatureHost.RefusalAsync(await Host.SendAsync(await Host.EnlistmentAsync(_device, token))));

    [Theory]
    [InlineData("iss")]
    [InlineData("sub")]
    [InlineData("iat")]
    [InlineData("exp")]
    [InlineData("jti")]
    [InlineData("identifier")]
    [InlineData("purpose")]
    [InlineData("cnf")]
    public async Task Enlist_ClaimMissing_IsTokenMalformed(string claim)
    {
        var claims = Host.Claims(_device);
        claims.Remove(claim);

        Assert.Equal(ErrorCode.TokenMalformed, await RefusalAsync(claims));
    }

    [Fact]
    public async Task Enlist_TokenOverTheLimit_IsTokenMalformed()
    {
        var claims = Host.Claims(_device);
        claims["padding"] = new string('x', 4096);

        Assert.Equal(ErrorCode.TokenMalformed, await RefusalAsync(claims));
    }

    [Fact]
    public async Task Enlist_ForeignKeyUnderAKnownId_IsTokenSignature()
    {
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var credentials = new SigningCredentials(new ECDsaSecurityKey(foreign) { KeyId = Host.Partner.KeyId }, SecurityAlgorithms.EcdsaSha256);

        var response = await Host.SendAsync(await Host.EnlistmentAsync(_device, Host.Partner.Sign(Host.Claims(_device), credentials)));

        Assert.Equal(ErrorCode.TokenSignature, await FeatureHost.RefusalAsync(response));
    }

    [Fact]
    public async Task Enlist_SymmetricAlgorithm_IsTokenSignature()
    {
        var credentials = new SigningCredentials(new SymmetricSecurityKey(new byte[32]) { KeyId = Host.Partner.KeyId }, SecurityAlgorithms.HmacSha256);

        var response = await Host.SendAsync(await Host.EnlistmentAsync(_device, Host.Partner.Sign(Host.Claims(_device), credentials)));

        Assert.Equal(ErrorCode.TokenSignature, await FeatureHost.RefusalAsync(response));
    }

    [Fact]
    public async Task Enlist_UnsignedToken_IsTokenSignature()
    {
        var parts = Host.Partner.Sign(Host.Claims(_device)).Split('.');
        var header = System.Buffers.Text.Base64Url.EncodeToString("""{"alg":"none","kid":"key-1"}"""u8);

        var response = await Host.SendAsync(await Host.EnlistmentAsync(_device, $"{header}.{parts[1]}."));

        Assert.Equal(ErrorCode.TokenSignature, await FeatureHost.RefusalAsync(response));
    }

    [Fact]
    public async Task Enlist_ChangedClaims_IsTokenSignature()
    {
        var good = Host.Partner.Sign(Host.Claims(_device)).Split('.');
        var other = Host.Partner.Sign(Host.Claims(_device, email: "mallory@wren.example")).Split('.');

        var response = await Host.SendAsync(await Host.EnlistmentAsync(_device, $"{good[0]}.{other[1]}.{good[2]}"));

        Assert.Equal(ErrorCode.TokenSignature, await FeatureHost.RefusalAsync(response));
    }

    [Fact]
    public async Task Enlist_OldToken_IsTokenExpired()
    {
        var claims = Host.Claims(_device);
        (claims["iat"], claims["exp"]) = (Now(-300), Now(-61));

        Assert.Equal(ErrorCode.TokenExpired, await RefusalAsync(claims));
    }

    [Fact]
    public async Task Enlist_TokenThatLivesTooLong_IsTokenExpired()
    {
        var claims = Host.Claims(_device);
        (claims["iat"], claims["exp"]) = (Now(0), Now(301));

        Assert.Equal(ErrorCode.TokenExpired, await RefusalAsync(claims));
    }

    [Fact]
    public async Task Enlist_TokenFromTheFuture_IsTokenNotYetValid()
    {
        var claims = Host.Claims(_device);
        (claims["iat"], claims["exp"]) = (Now(120), Now(240));

        Assert.Equal(ErrorCode.TokenNotYetValid, await RefusalAsync(claims));
    }

    [Fact]
    public async Task Enlist_AnotherHostsToken_IsTokenAudience()
    {
        var claims = Host.Claims(_device);
        claims["aud"] = "https://another.example";

        Assert.Equal(ErrorCode.TokenAudience, await RefusalAsync(claims));
    }

    [Fact]
    public async Task Enlist_TokenForSeveralHosts_IsTokenAudience()
    {
        var claims = Host.Claims(_device);
        claims["aud"] = new[] { FeatureHost.Audience, "https://another.example" };

        Assert.Equal(ErrorCode.TokenAudience, await RefusalAsync(claims));
    }

    [Theory]
    [InlineData("login")]
    [InlineData("delete")]
    public async Task Enlist_TokenForAnotherPurpose_IsTokenPurpose(string purpose) =>
        Assert.Equal(ErrorCode.TokenPurpose, await RefusalAsync(Host.Claims(_device, purpose)));

    [Fact]
    public async Task Enlist_SameTokenTwice_IsTokenReplayed()
    {
        var token = Host.Partner.Sign(Host.Claims(_device));
        await FeatureHost.ReplyAsync(await Host.SendAsync(await Host.EnlistmentAsync(_device, token)), InteropJson.Default.Enrolled);

        Assert.Equal(ErrorCode.TokenReplayed, await FeatureHost.RefusalAsync(await Host.SendAsync(await Host.EnlistmentAsync(_device, token))));
    }

    [Fact]
    public async Task Enlist_SameTokenTwentyTimesAtOnce_WorksOnce()
    {
        var token = Host.Partner.Sign(Host.Claims(_device));
        var requests = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Host.EnlistmentAsync(_device, token)));

        var responses = await Task.WhenAll(requests.Select(Host.SendAsync));

        Assert.Equal(1, responses.Count(response => response.IsSuccessStatusCode));
    }

    [Fact]
    public async Task Enlist_TokenBoundToAnotherKey_IsTokenBinding()
    {
        using var thief = new TestDevice();

        var response = await Host.SendAsync(await Host.EnlistmentAsync(thief, Host.Partner.Sign(Host.Claims(_device))));

        Assert.Equal(ErrorCode.TokenBinding, await FeatureHost.RefusalAsync(response));
    }

    [Fact]
    public async Task Enlist_PossessionForOtherKeys_IsTokenBinding()
    {
        var request = await Host.EnlistmentAsync(_device, Host.Partner.Sign(Host.Claims(_device)));

        var response = await Host.SendAsync(request with { Keys = _device.Keys with { PreKeys = [TestDevice.Ec(77)] } });

        Assert.Equal(ErrorCode.TokenBinding, await FeatureHost.RefusalAsync(response));
    }

    [Fact]
    public async Task Enlist_UnknownIssuer_IsPartnerUnknown()
    {
        var claims = Host.Claims(_device);
        claims["iss"] = "https://nobody.example";

        Assert.Equal(ErrorCode.PartnerUnknown, await RefusalAsync(claims));
    }

    [Theory]
    [InlineData("phone", "+34600000009")]
    [InlineData("handle", "bea")]
    [InlineData("email", "Bea@Wren.Example")]
    [InlineData("email", "bea")]
    public async Task Enlist_IdentifierNotOfThePartnersKind_IsIdentifierMismatch(string type, string value)
    {
        var claims = Host.Claims(_device);
        claims["identifier"] = new Dictionary<string, object> { ["type"] = type, ["value"] = value };

        Assert.Equal(ErrorCode.IdentifierMismatch, await RefusalAsync(claims));
    }

    [Fact]
    public async Task Enlist_IdentifierOfAnotherSubject_IsIdentifierTaken()
    {
        using var other = new TestDevice();
        await Host.EnlistAsync(other, email: "team@wren.example", subject: "somebody else");

        Assert.Equal(ErrorCode.IdentifierTaken, await RefusalAsync(Host.Claims(_device, email: "team@wren.example")));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Spain")]
    [InlineData("es")]
    public async Task Enlist_NoRegion_IsRegionRequired(string? region)
    {
        var claims = Host.Claims(_device);
        claims.Remove("region");
        if (region is not null)
        {
            claims["region"] = region;
        }

        Assert.Equal(ErrorCode.RegionRequired, await RefusalAsync(claims));
    }

    [Fact]
    public async Task Enlist_UsedNonce_IsNonceUnknown()
    {
        var first = await Host.EnlistmentAsync(_device, Host.Partner.Sign(Host.Claims(_device)));
        await FeatureHost.ReplyAsync(await Host.SendAsync(first), InteropJson.Default.Enrolled);
        var token = Host.Partner.Sign(Host.Claims(_device));
        var again = first with
        {
            Token = token,
            Possession = _device.Sign(Interop.Enlistment.Possession.Message(first.Nonce, token, Interop.Keys.KeyDigest.Of(_device.Keys))),
        };

        Assert.Equal(ErrorCode.NonceUnknown, await FeatureHost.RefusalAsync(await Host.SendAsync(again)));
    }

    [Fact]
    public async Task Enlist_PrekeySignedByAnotherKey_IsKeysInvalid()
    {
        using var other = new TestDevice();
        _device.Keys = _device.Keys with { SignedPreKey = other.Keys.SignedPreKey };

        Assert.Equal(ErrorCode.KeysInvalid, await RefusalAsync(Host.Claims(_device)));
    }

    [Fact]
    public async Task Enlist_ProtocolOfAnotherMajorVersion_IsVersionUnsupported()
    {
        var request = await Host.EnlistmentAsync(_device, Host.Partner.Sign(Host.Claims(_device)));

        Assert.Equal(ErrorCode.VersionUnsupported, await FeatureHost.RefusalAsync(await Host.SendAsync(request with { ProtocolVersion = "7.0" })));
    }

    private async Task<ErrorCode> RefusalAsync(IDictionary<string, object> claims) => await FeatureHost.RefusalAsync(await Host.TryEnlistAsync(_device, claims));

    private long Now(int seconds) => Host.Clock.GetUtcNow().ToUnixTimeSeconds() + seconds;
}
