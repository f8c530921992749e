using Tombolo.Interop.Json;
using Tombolo.Interop.Registration;
using Tombolo.Server.Tests.Features;

namespace Tombolo.Server.Tests.Accounts;

public sealed class RegistrationLimitTests
{
    [Fact]
    public async Task Start_WithoutGatewayAndDevelopment_IsRegistrationClosedAndSaysSo()
    {
        await using var host = await FeatureHost.StartAsync(options =>
        {
            options.Development = false;
            options.Partners.Entries.Clear();
        });

        var document = await FeatureHost.ReplyAsync(await host.Http.GetAsync("/.well-known/tombolo"), InteropJson.Default.HostDocument);

        Assert.Equal(ErrorCode.RegistrationClosed, await FeatureHost.RefusalAsync(await StartAsync(host, "+34600000001")));
        Assert.False(document.Registration.Open);
        Assert.Contains("smsGatewayUrl", document.Registration.Reason, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await host.Http.GetAsync("/dev/outbox.json")).StatusCode);
    }

    [Fact]
    public async Task Start_TooSoonAgain_IsRateLimitedUntilTheWaitIsOver()
    {
        await using var host = await FeatureHost.StartAsync(options => options.Registration.ResendAfter = TimeSpan.FromSeconds(30));
        await host.StartRegistrationAsync("+34600000001");

        var refused = await StartAsync(host, "+34 600 000 001");
        Assert.Equal(ErrorCode.RateLimited, await FeatureHost.RefusalAsync(refused));
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 25, 30);

        host.Clock.Advance(TimeSpan.FromSeconds(31));
        await host.StartRegistrationAsync("+34600000001");
    }

    [Fact]
    public async Task Start_MoreCodesThanANumberMayHaveInADay_IsRateLimited()
    {
        await using var host = await FeatureHost.StartAsync(options => options.Registration.CodesPerNumberAndDay = 2);
        await host.StartRegistrationAsync("+34600000001");
        await host.StartRegistrationAsync("+34600000001");

        Assert.Equal(ErrorCode.RateLimited, await FeatureHost.RefusalAsync(await StartAsync(host, "+34600000001")));
        await host.StartRegistrationAsync("+34600000002");
        host.Clock.Advance(TimeSpan.FromHours(24.1));
        await host.StartRegistrationAsync("+34600000001");
    }

    [Fact]
    public async Task Start_MoreNumbersThanAnAddressMayTry_IsRateLimited()
    {
        await using var host = await FeatureHost.StartAsync(options => options.Abuse.RegistrationsPerAddressAndHour = 2);
        await host.StartRegistrationAsync("+34600000001");
        await host.StartRegistrationAsync("+34600000002");

        Assert.Equal(ErrorCode.RateLimited, await FeatureHost.RefusalAsync(await StartAsync(host, "+34600000003")));
    }

    [Fact]
    public async Task Verify_AfterTheCodesLife_IsCodeExpired()
    {
        await using var host = await FeatureHost.StartAsync();
        using var device = new TestDevice();
        var started = await host.StartRegistrationAsync("+34600000001");
        var code = await host.LatestCodeAsync("+34600000001");

        host.Clock.Advance(TimeSpan.FromMinutes(10.1));

        Assert.Equal(ErrorCode.CodeExpired, await FeatureHost.RefusalAsync(await host.VerifyAsync(started.Id, code, device)));
    }

    private static Task<HttpResponseMessage> StartAsync(FeatureHost host, string number) =>
        host.PostAsync("/v1/registrations", new RegistrationRequest(number), InteropJson.Default.RegistrationRequest);
}
