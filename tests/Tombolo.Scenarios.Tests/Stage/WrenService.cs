using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tombolo.Interop.Identity;
using Tombolo.Partner;
using Tombolo.Partner.Tokens;
using Tombolo.TestNetwork;

namespace Tombolo.Scenarios.Tests.Stage;

/// <summary>Wren's token issuer and key set, on our partner library.</summary>
internal sealed class WrenService : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _keys;

    private WrenService(WebApplication app, string issuer, DirectoryInfo keys)
    {
        _app = app;
        _keys = keys;
        Issuer = issuer;
    }

    public string Issuer { get; }

    public static async Task<WrenService> StartAsync(string host)
    {
        var issuer = $"http://localhost:{FreePorts.Take()}";
        var keys = Directory.CreateTempSubdirectory("tombolo-wren-");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddTomboloPartner(options => (options.Issuer, options.Host, options.KeyFolder) = (issuer, host, keys.FullName));
        var app = builder.Build();
        app.Urls.Add(issuer);
        app.MapTomboloPartner();
        await app.StartAsync();
        return new WrenService(app, issuer, keys);
    }

    public string IdentityToken(string email, string thumbprint, string purpose) =>
        _app.Services.GetRequiredService<IIdentityTokenIssuer>().Issue(new IdentityTokenRequest
        {
            Subject = "user-" + email,
            Identifier = new Identifier("email", email),
            Region = "ES",
            Purpose = purpose,
            KeyThumbprint = thumbprint,
        });

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _keys.Delete(recursive: true);
    }
}
