using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Tombolo.Partner.Tokens;

namespace Tombolo.Partner.Tests;

/// <summary>A partner's service on a free loopback port, with a clock of its own and a key folder that outlives it.</summary>
internal sealed class PartnerService : IAsyncDisposable
{
    public const string Issuer = "https://wren.example";
    public const string Host = "https://host.example";
    private readonly WebApplication _app;

    private PartnerService(WebApplication app) => _app = app;

    public IIdentityTokenIssuer Tokens => _app.Services.GetRequiredService<IIdentityTokenIssuer>();

    public HttpClient Http { get; } = new();

    public static async Task<PartnerService> StartAsync(string keyFolder, FakeTimeProvider clock)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddTomboloPartner(options => (options.Issuer, options.Host, options.KeyFolder) = (Issuer, Host, keyFolder));
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapTomboloPartner();
        await app.StartAsync();
        var service = new PartnerService(app);
        service.Http.BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
