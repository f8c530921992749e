using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Tombolo.Server.Partners;

namespace Tombolo.Server.Tests.Features;

/// <summary>A partner's service on a loopback port that can sign anything, serve any keys, and be down.</summary>
internal sealed class TestPartner : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private int _keySetFetches;

    private TestPartner(WebApplication app) => _app = app;

    public string Issuer { get; private set; } = "";

    public string KeyId { get; set; } = "key-1";

    public bool IsDown { get; set; }

    public string CacheControl { get; set; } = "max-age=3600";

    /// <summary>Replaces the whole answer of the key set's endpoint.</summary>
    public Func<HttpContext, IResult>? KeySetAnswer { get; set; }

    public int KeySetFetches => _keySetFetches;

    public SigningCredentials Credentials => new(new ECDsaSecurityKey(_key) { KeyId = KeyId }, SecurityAlgorithms.EcdsaSha256);

    public PartnerEntry Entry(string id = "wren") => new() { Id = id, Name = "Wren", Issuer = Issuer, AppUrl = Issuer, IdentifierType = "email", State = PartnerState.Sandbox };

    public static async Task<TestPartner> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var partner = new TestPartner(app);
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/.well-known/openid-configuration", () => partner.IsDown
            ? Results.StatusCode(500)
            : Results.Json(new { issuer = partner.Issuer, jwks_uri = partner.Issuer + "/jwks" }));
        app.MapGet("/jwks", partner.ServeKeys);
        await app.StartAsync();
        partner.Issuer = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return partner;
    }

    /// <summary>Signs exactly these claims.</summary>
    public string Sign(IDictionary<string, object> claims, SigningCredentials? credentials = null) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor { Claims = claims, SigningCredentials = credentials ?? Credentials });

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private IResult ServeKeys(HttpContext context)
    {
        Interlocked.Increment(ref _keySetFetches);
        if (KeySetAnswer is { } answer)
        {
            return answer(context);
        }

        if (IsDown)
        {
            return Results.StatusCode(500);
        }

        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        context.Response.Headers.CacheControl = CacheControl;
        return Results.Json(new
        {
            keys = new[] { new { kty = "EC", crv = "P-256", use = "sig", kid = KeyId, x = Base64Url.EncodeToString(point.X), y = Base64Url.EncodeToString(point.Y) } },
        });
    }
}
