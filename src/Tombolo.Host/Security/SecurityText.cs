using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tombolo.Host.Settings;

namespace Tombolo.Host.Security;

/// <summary><c>/.well-known/security.txt</c> (RFC 9116): whom to tell about a vulnerability of this host. Only where the operator has said so.</summary>
internal static class SecurityText
{
    private const string Path = "/.well-known/security.txt";

    // The file must say when to stop believing it, less than a year ahead; a host that answers stands behind what it says.
    private const int ValidDays = 90;

    public static void MapSecurityText(this IEndpointRouteBuilder routes, HostSettings settings)
    {
        if (settings.SecurityContact is { } contact)
        {
            routes.MapGet(Path, (TimeProvider clock) => TypedResults.Text(Write(contact, settings.PublicUrl, clock), "text/plain; charset=utf-8"));
        }
    }

    private static string Write(string contact, string publicUrl, TimeProvider clock)
    {
        var expires = clock.GetUtcNow().UtcDateTime.Date.AddDays(ValidDays).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return $"Contact: {contact}\nExpires: {expires}\nCanonical: {publicUrl}{Path}\n";
    }
}
