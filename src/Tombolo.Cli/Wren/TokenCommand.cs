using System.CommandLine;
using System.Net.Http.Json;
using Tombolo.Cli.Help;
using Tombolo.Cli.Remote;
using Tombolo.Interop.Discovery;
using Tombolo.Interop.Json;

namespace Tombolo.Cli.Wren;

/// <summary><c>tombolo wren token</c>: an identity token of the sample partner, for a script that plays its user.</summary>
internal static class TokenCommand
{
    private const string PartnerId = "wren";

    public static Command Create()
    {
        var email = new Argument<string>("email") { Description = "E-mail address of the Wren user." };
        var server = UrlOption.Create("--server", "URL of Wren, or of the host it is registered at.");
        var key = new Option<string?>("--key") { Description = "Thumbprint (jkt) of the device's identity key. Without it a key is made, and TOKEN#PRIVATEKEY is printed for `enlist` to adopt.", HelpName = "JKT" };
        var purpose = new Option<string>("--purpose") { Description = "What the token is for.", DefaultValueFactory = static _ => "enlist" };
        purpose.AcceptOnlyFromAmong("enlist", "login", "delete");
        var command = new Command("token", "Print an identity token that lives five minutes and works once.") { email, server, key, purpose };
        command.SetAction((parsed, cancellationToken) => RemoteCall.RunAsync(async client =>
        {
            var partner = await FindPartnerAsync(client, parsed.GetValue(server)!, cancellationToken);
            using var made = parsed.GetValue(key) is null ? DeviceKey.Create() : null;
            var request = new TokenRequest(parsed.GetValue(email)!, made?.Thumbprint ?? parsed.GetValue(key)!, parsed.GetValue(purpose)!);
            var reply = await client.PostAsJsonAsync(new Uri(partner, "dev/tokens"), request, WrenJson.Default.TokenRequest, cancellationToken);
            var token = (await RemoteCall.ReadAsync(reply, WrenJson.Default.TokenReply, cancellationToken)).Token;
            Console.WriteLine(made is null ? token : $"{token}#{made.ExportPrivateKey()}");
            return ExitCode.Success;
        }, cancellationToken));
        command.WithExamples(
            ("For `tombolo client`, which adopts the key that comes with the token", "tombolo wren token bea@wren.example --server http://localhost:8080"),
            ("For a device that has its own key", "tombolo wren token bea@wren.example --key NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"));
        return command;
    }

    /// <summary>A host names its partners at a well-known place; an address without that place is taken for the partner's own.</summary>
    private static async Task<Uri> FindPartnerAsync(HttpClient client, Uri server, CancellationToken cancellationToken)
    {
        var response = await client.GetAsync(new Uri(server, HostDocument.Path), cancellationToken);
        if (response.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            response.Dispose();
            return server;
        }

        var host = await RemoteCall.ReadAsync(response, InteropJson.Default.HostDocument, cancellationToken);
        var partner = host.Partners.FirstOrDefault(static partner => partner.Id == PartnerId)
            ?? throw new RefusedException($"The host at {server} has no partner called {PartnerId}.");
        return new Uri(partner.Issuer);
    }
}
