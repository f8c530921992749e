using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tombolo.Interop.Enlistment;
using Tombolo.Interop.Errors;
using Tombolo.Interop.Identity;
using Tombolo.Interop.Json;
using Tombolo.Interop.Keys;
using Tombolo.Interop.Registration;
using Tombolo.Server.Accounts;
using Tombolo.Server.Routing;
using Tombolo.TestHost;

namespace Tombolo.Server.Tests.Features;

/// <summary>A host with its real HTTP endpoints and its real store, on a free port; and one partner.</summary>
internal sealed class FeatureHost : IAsyncDisposable
{
    public const string Audience = "https://host.test";
    private readonly WebApplication _app;
    private readonly string _folder;

    private FeatureHost(WebApplication app, string folder, TestPartner partner, ShiftedTime clock, RecordedSignals signals)
    {
        (_app, _folder, Partner, Clock, Signals) = (app, folder, partner, clock, signals);
        Http.BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public HttpClient Http { get; } = new();

    public TestPartner Partner { get; }

    public ShiftedTime Clock { get; }

    public RecordedSignals Signals { get; }

    public string DataFolder => _folder;

    public IServiceProvider Services => _app.Services;

    public static Task<FeatureHost> StartAsync(Action<TomboloServerOptions>? configure = null) => StartAsync(configure, recordsSignals: true);

    /// <summary>With the real grains behind it.</summary>
    public static Task<FeatureHost> StartWholeAsync() => StartAsync(null, recordsSignals: false);

    public TService Get<TService>()
        where TService : notnull => _app.Services.GetRequiredService<TService>();

    public Task<HttpResponseMessage> PostAsync<TBody>(string path, TBody body, JsonTypeInfo<TBody> shape) => Http.PostAsJsonAsync(path, body, shape);

    /// <summary>The code of the refusal; fails when there was none.</summary>
    public static async Task<ErrorCode> RefusalAsync(HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = (await response.Content.ReadFromJsonAsync(InteropJson.Default.ProblemDocument))!;
        Assert.True(ErrorCodes.TryParse(problem.Code, out var code), problem.Code);
        Assert.Equal(code.Describe().HttpStatus, (int)response.StatusCode);
        return code;
    }

    public static async Task<TReply> ReplyAsync<TReply>(HttpResponseMessage response, JsonTypeInfo<TReply> shape)
    {
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync(shape))!;
    }

    public async Task<RegistrationStarted> StartRegistrationAsync(string number) =>
        await ReplyAsync(await PostAsync("/v1/registrations", new RegistrationRequest(number), InteropJson.Default.RegistrationRequest), InteropJson.Default.RegistrationStarted);

    public async Task<string> LatestCodeAsync(string number)
    {
        var outbox = await Http.GetFromJsonAsync("/dev/outbox.json?number=" + Uri.EscapeDataString(number), InteropJson.Default.OutboxDocument);
        return outbox!.Messages[0].Code;
    }

    public Task<HttpResponseMessage> VerifyAsync(string registration, string code, TestDevice device) => PostAsync(
        $"/v1/registrations/{registration}/verification",
        new VerificationRequest { Code = code, Device = device.Description, Keys = device.Keys },
        InteropJson.Default.VerificationRequest);

    public async Task<Enrolled> RegisterAsync(string number, TestDevice device)
    {
        var started = await StartRegistrationAsync(number);
        return await ReplyAsync(await VerifyAsync(started.Id, await LatestCodeAsync(number), device), InteropJson.Default.Enrolled);
    }

    public async Task<byte[]> NonceAsync() =>
        (await ReplyAsync(await Http.PostAsync("/interop/v1/nonces", null), InteropJson.Default.NonceIssued)).Nonce;

    /// <summary>Claims as a good partner makes them.</summary>
    public Dictionary<string, object> Claims(TestDevice device, string purpose = TokenPurposes.Enlist, string email = "bea@wren.example", string subject = "bea")
    {
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        return new Dictionary<string, object>
        {
            ["iss"] = Partner.Issuer,
            ["aud"] = Audience,
            ["sub"] = subject,
            ["iat"] = now,
            ["exp"] = now + 120,
            ["jti"] = Guid.NewGuid().ToString("N"),
            ["identifier"] = new Dictionary<string, object> { ["type"] = "email", ["value"] = email },
            ["region"] = "ES",
            ["purpose"] = purpose,
            ["cnf"] = new Dictionary<string, object> { ["jkt"] = device.Thumbprint },
        };
    }

    public async Task<EnlistmentRequest> EnlistmentAsync(TestDevice device, string token)
    {
        var nonce = await NonceAsync();
        return new EnlistmentRequest
        {
            Token = token,
            Nonce = nonce,
            Possession = device.Sign(Possession.Message(nonce, token, KeyDigest.Of(device.Keys))),
            Device = device.Description,
            Keys = device.Keys,
            ProtocolVersion = "0.1",
        };
    }

    public Task<HttpResponseMessage> SendAsync(EnlistmentRequest request) => PostAsync("/interop/v1/enlistments", request, InteropJson.Default.EnlistmentRequest);

    public async Task<HttpResponseMessage> TryEnlistAsync(TestDevice device, IDictionary<string, object> claims) =>
        await SendAsync(await EnlistmentAsync(device, Partner.Sign(claims)));

    public async Task<Enrolled> EnlistAsync(TestDevice device, string email = "bea@wren.example", string subject = "bea") =>
        await ReplyAsync(await TryEnlistAsync(device, Claims(device, email: email, subject: subject)), InteropJson.Default.Enrolled);

    public async Task<HttpResponseMessage> EndEnlistmentAsync(TestDevice device, IDictionary<string, object> claims)
    {
        var (token, nonce) = (Partner.Sign(claims), await NonceAsync());
        var body = new EnlistmentEndRequest { Token = token, Nonce = nonce, Possession = device.Sign(Possession.MessageWithoutKeys(nonce, token)) };
        using var request = new HttpRequestMessage(HttpMethod.Delete, "/interop/v1/enlistments") { Content = JsonContent.Create(body, InteropJson.Default.EnlistmentEndRequest) };
        return await Http.SendAsync(request);
    }

    /// <summary>Puts an iq to the handler of its namespace, as the router does for a bound device.</summary>
    public async Task<IqReply> AskAsync(Enrolled sender, IqType type, XElement payload, Enrolled? to = null)
    {
        var account = AccountAddress.Parse(sender.Account);
        var handler = _app.Services.GetServices<IIqHandler>().Single(handler => handler.Namespace == payload.Name.NamespaceName);
        return await handler.HandleAsync(
            new IqRequest
            {
                Sender = new DeviceAddress(account, sender.DeviceId),
                SenderPartner = _app.Services.GetRequiredService<ServiceNames>().ServiceOf(account) is { Length: > 0 } partner ? partner : null,
                To = to is null ? null : AccountAddress.Parse(to.Account),
                Type = type,
                Payload = payload,
            },
            CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Partner.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<FeatureHost> StartAsync(Action<TomboloServerOptions>? configure, bool recordsSignals)
    {
        var partner = await TestPartner.StartAsync();
        var folder = Directory.CreateTempSubdirectory("tombolo-features").FullName;
        var (clock, signals) = (new ShiftedTime(), new RecordedSignals());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(clock);
        if (recordsSignals)
        {
            builder.Services.AddSingleton<IAccountSignals>(signals);
        }

        builder.Services.AddTomboloServer(options =>
        {
            options.Domain = "localhost";
            options.PublicUrl = Audience;
            options.Development = true;
            TestStore.Use(options.Storage, folder);
            options.Registration.ResendAfter = TimeSpan.Zero;
            options.Abuse.RegistrationsPerAddressAndHour = 1000;
            options.Abuse.VerificationsPerAddressAndHour = 1000;
            options.Abuse.NoncesPerAddressAndMinute = 1000;
            options.Abuse.EnlistmentsPerAddressAndMinute = 1000;
            options.Abuse.EnlistmentsPerPersonAndDay = 1000;
            options.Partners.Entries.Add(partner.Entry());
            configure?.Invoke(options);
        });
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapTombolo();
        await app.StartAsync();
        return new FeatureHost(app, folder, partner, clock, signals);
    }
}
