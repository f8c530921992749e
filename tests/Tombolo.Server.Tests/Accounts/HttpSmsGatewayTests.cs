using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tombolo.Interop.Json;
using Tombolo.Interop.Registration;
using Tombolo.Server.Tests.Features;

namespace Tombolo.Server.Tests.Accounts;

public sealed class HttpSmsGatewayTests
{
    [Fact]
    public async Task Start_WithAGateway_PostsNumberAndCodeToIt()
    {
        await using var gateway = await StartGatewayAsync();
        await using var host = await StartHostAsync(gateway);
        using var device = new TestDevice();

        var started = await host.StartRegistrationAsync("+34600000001");
        var sent = Assert.Single(gateway.Services.GetRequiredService<List<(string Authorization, JsonElement Body)>>());

        var text = sent.Body.GetProperty("text").GetString()!;
        Assert.Equal("Bearer secret", sent.Authorization);
        Assert.Equal("+34600000001", sent.Body.GetProperty("to").GetString());
        await FeatureHost.ReplyAsync(await host.VerifyAsync(started.Id, text[..6], device), InteropJson.Default.Enrolled);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await host.Http.GetAsync("/dev/outbox.json")).StatusCode);
    }

    [Fact]
    public async Task Start_GatewayDown_IsInternalErrorNotSilence()
    {
        var gateway = await StartGatewayAsync();
        await using var host = await StartHostAsync(gateway);
        await gateway.DisposeAsync();

        var response = await host.PostAsync("/v1/registrations", new RegistrationRequest("+34600000001"), InteropJson.Default.RegistrationRequest);

        Assert.Equal(ErrorCode.InternalError, await FeatureHost.RefusalAsync(response));
    }

    private static Task<FeatureHost> StartHostAsync(WebApplication gateway) => FeatureHost.StartAsync(options =>
    {
        options.Development = false;
        options.Partners.Entries.Clear();
        options.Registration.SmsGatewayUrl = new Uri(gateway.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/sms");
        options.Registration.SmsGatewayToken = "secret";
    });

    private static async Task<WebApplication> StartGatewayAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<List<(string Authorization, JsonElement Body)>>();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/sms", (HttpContext context, JsonElement body, List<(string Authorization, JsonElement Body)> sent) =>
            sent.Add((context.Request.Headers.Authorization.ToString(), body)));
        await app.StartAsync();
        return app;
    }
}
