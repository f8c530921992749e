using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Tombolo.Interop.Json;
using Tombolo.Interop.Registration;
using Tombolo.Server.Accounts;
using Tombolo.Server.Accounts.Codes;
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

    [Fact]
    public async Task Start_GatewayThatAnswersWithoutEnd_IsInternalErrorAndCutOff()
    {
        var cut = new TaskCompletionSource();
        await using var gateway = await StartGatewayAsync(async context =>
        {
            context.RequestAborted.Register(() => cut.TrySetResult());
            for (var block = new byte[4096]; !context.RequestAborted.IsCancellationRequested;)
            {
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
            }
        });
        await using var host = await StartHostAsync(gateway);

        var response = await host.PostAsync("/v1/registrations", new RegistrationRequest("+34600000001"), InteropJson.Default.RegistrationRequest);

        Assert.Equal(ErrorCode.InternalError, await FeatureHost.RefusalAsync(response));
        await cut.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Start_GatewayThatSendsElsewhere_IsNotFollowed()
    {
        await using var elsewhere = await StartGatewayAsync();
        await using var gateway = await StartGatewayAsync(context =>
        {
            context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            context.Response.Headers.Location = AddressOf(elsewhere);
            return Task.CompletedTask;
        });
        await using var host = await StartHostAsync(gateway);

        var response = await host.PostAsync("/v1/registrations", new RegistrationRequest("+34600000001"), InteropJson.Default.RegistrationRequest);

        Assert.Equal(ErrorCode.InternalError, await FeatureHost.RefusalAsync(response));
        Assert.Empty(elsewhere.Services.GetRequiredService<List<(string Authorization, JsonElement Body)>>());
    }

    [Fact]
    public async Task Send_GatewayThatSaysNothing_GivesUpAfterTenSeconds()
    {
        var (asked, cut) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var silent = await StartGatewayAsync(async context =>
        {
            context.RequestAborted.Register(() => cut.TrySetResult());
            asked.SetResult();
            await cut.Task;
        });
        var clock = new FakeTimeProvider();
        var options = new TomboloServerOptions();
        options.Registration.SmsGatewayUrl = new Uri(AddressOf(silent));
        using var gateway = new HttpSmsGateway(Options.Create(options), clock, NullLogger<HttpSmsGateway>.Instance);
        Assert.True(PhoneNumber.TryParse("+34600000001", out var number));

        var sending = gateway.SendAsync(number!, "123456", CancellationToken.None);
        await asked.Task;
        clock.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(sending.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.False(await sending.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        await cut.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    private static string AddressOf(WebApplication gateway) =>
        gateway.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/sms";

    private static Task<FeatureHost> StartHostAsync(WebApplication gateway) => FeatureHost.StartAsync(options =>
    {
        options.Development = false;
        options.Partners.Entries.Clear();
        options.Registration.SmsGatewayUrl = new Uri(AddressOf(gateway));
        options.Registration.SmsGatewayToken = "secret";
    });

    private static async Task<WebApplication> StartGatewayAsync(RequestDelegate? answer = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<List<(string Authorization, JsonElement Body)>>();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/sms", answer ?? TakeAsync);
        await app.StartAsync();
        return app;
    }

    private static async Task TakeAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        context.RequestServices.GetRequiredService<List<(string Authorization, JsonElement Body)>>().Add((context.Request.Headers.Authorization.ToString(), body.RootElement.Clone()));
    }
}
