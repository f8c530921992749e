using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tombolo.Host.Security;
using Tombolo.Host.Settings;

namespace Tombolo.Host.StartPage;

/// <summary>
/// The page at <c>/</c>. In development with a partner beside it: two phones side by side, both frames in the page's own HTML, so that
/// both apps start loading with the page itself. Otherwise a short page that leads to the app.
/// </summary>
internal static class StartPage
{
    /// <summary>The files a page may bring along; pages themselves are rendered, never served as they are.</summary>
    private static readonly Dictionary<string, string> FileTypes = new(StringComparer.Ordinal)
    {
        [".css"] = "text/css",
        [".js"] = "text/javascript",
        [".svg"] = "image/svg+xml",
    };

    public static void MapStartPage(this IEndpointRouteBuilder routes, HostSettings settings)
    {
        var policy = Policy(settings);
        Map(routes, "/", "text/html", Render(settings), policy);
        routes.MapSecurityText(settings);
        foreach (var name in typeof(StartPage).Assembly.GetManifestResourceNames())
        {
            if (FileTypes.TryGetValue(Path.GetExtension(name), out var type))
            {
                Map(routes, "/" + name, type, Resource(name), policy);
            }
        }
    }

    private static void Map(IEndpointRouteBuilder routes, string path, string type, string text, string policy) => routes.MapGet(path, (HttpContext context) =>
    {
        context.Response.Headers.ContentSecurityPolicy = policy;
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Text(text, type, Encoding.UTF8);
    });

    private static string Render(HostSettings settings)
    {
        if (settings.Development && settings.Web is not null && settings.Partners is [var partner, ..])
        {
            return Resource("index.html").Replace("{{wren}}", WebUtility.HtmlEncode(partner.AppUrl), StringComparison.Ordinal);
        }

        return Resource("plain.html")
            .Replace("{{domain}}", WebUtility.HtmlEncode(settings.Domain), StringComparison.Ordinal)
            .Replace("{{app}}", settings.Web is null
                ? "The server runs. It was started without the chat app; the setting <code>web</code> names its folder."
                : "<a href=\"/app/\">Open the chat app</a>", StringComparison.Ordinal);
    }

    private static string Policy(HostSettings settings) => string.Join("; ",
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        $"frame-src 'self' {string.Join(' ', settings.Partners.Select(static partner => new Uri(partner.AppUrl).GetLeftPart(UriPartial.Authority)))}".TrimEnd(),
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'");

    private static string Resource(string name)
    {
        using var stream = typeof(StartPage).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is missing from the assembly.");
        return new StreamReader(stream).ReadToEnd();
    }
}
