using System.Net;
using Tombolo.Interop.Json;
using Tombolo.Server.Tests.Features;

namespace Tombolo.Server.Tests.Partners;

public sealed class HostDocumentTests
{
    private const string AppOrigin = "http://127.0.0.1:9999";

    [Fact]
    public async Task Get_WellKnown_NamesDoorsAndLivePartners()
    {
        await using var host = await StartAsync();

        var document = await FeatureHost.ReplyAsync(await host.Http.GetAsync("/.well-known/tombolo"), InteropJson.Default.HostDocument);

        Assert.Equal(("localhost", "0.1", true), (document.Domain, document.ProtocolVersion, document.Development));
        Assert.Equal(FeatureHost.Audience, document.Issuer);
        Assert.Equal(FeatureHost.Audience + "/interop/v1/enlistments", document.Endpoints.Enlistments);
        Assert.Equal("wss://host.test/xmpp", document.Endpoints.Websocket);
        Assert.True(document.Registration.Open);
        Assert.Equal(["wren"], document.Partners.Select(partner => partner.Id));
    }

    [Theory]
    [InlineData("/.well-known/tombolo", "GET")]
    [InlineData("/interop/v1/nonces", "POST")]
    [InlineData("/interop/v1/enlistments", "DELETE")]
    public async Task Preflight_OriginOfAPartnersApp_IsAllowedAndNoOther(string path, string method)
    {
        await using var host = await StartAsync();

        Assert.Equal(AppOrigin, await AllowedOriginAsync(host, path, method, AppOrigin));
        Assert.Null(await AllowedOriginAsync(host, path, method, "https://evil.example"));
        Assert.Null(await AllowedOriginAsync(host, path, method, "null"));
    }

    [Fact]
    public async Task Preflight_Registrations_AreForTheOwnOriginOnly()
    {
        await using var host = await StartAsync();

        Assert.Null(await AllowedOriginAsync(host, "/v1/registrations", "POST", AppOrigin));
    }

    [Fact]
    public async Task Refusal_ToAPartnersApp_CanBeReadByIt()
    {
        await using var host = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/interop/v1/enlistments");
        request.Headers.Add("Origin", AppOrigin);

        var response = await host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(AppOrigin, response.Headers.GetValues("Access-Control-Allow-Origin").Single());
    }

    private static Task<FeatureHost> StartAsync() => FeatureHost.StartAsync(options => options.Partners.Entries[0].AppOrigins.Add(AppOrigin));

    private static async Task<string?> AllowedOriginAsync(FeatureHost host, string path, string method, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, path);
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", method);
        request.Headers.Add("Access-Control-Request-Headers", "content-type");
        var response = await host.Http.SendAsync(request);
        return response.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed) ? allowed.Single() : null;
    }
}
