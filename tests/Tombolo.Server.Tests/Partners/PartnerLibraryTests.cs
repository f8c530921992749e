using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tombolo.Interop.Identity;
using Tombolo.Interop.Json;
using Tombolo.Partner;
using Tombolo.Partner.Tokens;
using Tombolo.Server.Partners;
using Tombolo.Server.Tests.Features;
using Tombolo.TestNetwork;

namespace Tombolo.Server.Tests.Partners;

/// <summary>The partner library and the host, together over HTTP.</summary>
public sealed class PartnerLibraryTests
{
    [Fact]
    public async Task Enlist_TokenOfThePartnerLibrary_IsAccepted()
    {
        var keys = Directory.CreateTempSubdirectory("tombolo-partner-keys");
        var port = FreePorts.Take();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddTomboloPartner(options => (options.Issuer, options.Host, options.KeyFolder) = ($"http://127.0.0.1:{port}", FeatureHost.Audience, keys.FullName));
        await using var service = builder.Build();
        service.Urls.Add($"http://127.0.0.1:{port}");
        service.MapTomboloPartner();
        await service.StartAsync();
        await using var host = await FeatureHost.StartAsync(options =>
            options.Partners.Entries.Add(new PartnerEntry { Id = "library", Name = "Library", Issuer = $"http://127.0.0.1:{port}", State = PartnerState.Sandbox }));
        using var device = new TestDevice();

        var token = service.Services.GetRequiredService<IIdentityTokenIssuer>().Issue(new IdentityTokenRequest
        {
            Subject = "user-1",
            Identifier = new Identifier(IdentifierTypes.Email, "lib@library.example"),
            Region = "DE",
            Purpose = TokenPurposes.Enlist,
            KeyThumbprint = device.Thumbprint,
        });
        var enrolled = await FeatureHost.ReplyAsync(await host.SendAsync(await host.EnlistmentAsync(device, token)), InteropJson.Default.Enrolled);

        Assert.EndsWith("@library.interop.localhost", enrolled.Account, StringComparison.Ordinal);
        keys.Delete(recursive: true);
    }
}
