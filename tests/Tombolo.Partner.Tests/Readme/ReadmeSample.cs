using Microsoft.AspNetCore.Builder;
using Tombolo.Interop.Identity;
using Tombolo.Partner.Tokens;

namespace Tombolo.Partner.Tests.Readme;

/// <summary>The sample of the package's README, compiled; a test holds the two together.</summary>
internal static class ReadmeSample
{
    public static void Run(string[] args)
    {
        // sample
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddTomboloPartner(options =>
        {
            options.Issuer = "https://wren.example";   // as registered with the host
            options.Host = "https://host.example";     // "issuer" of the host's /.well-known/tombolo
            options.KeyFolder = "keys";                // signing keys live here, rotated by themselves
        });

        var app = builder.Build();
        app.MapTomboloPartner();                       // /.well-known/openid-configuration and /jwks

        app.MapPost("/identity-tokens", (TokenOrder order, IIdentityTokenIssuer issuer) =>
            issuer.Issue(new IdentityTokenRequest
            {
                Subject = "user-1",                    // your stable id of the signed-in user
                Identifier = new Identifier(IdentifierTypes.Email, "bea@wren.example"),
                Region = "ES",
                Purpose = order.Purpose,               // enlist, login or delete
                KeyThumbprint = order.Jkt,             // the app tells it
            }));

        app.Run();
        // end
    }
}
