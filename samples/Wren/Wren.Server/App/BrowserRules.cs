using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Wren.Server.Settings;

namespace Wren.Server.App;

/// <summary>What a browser may do with Wren's pages: the app talks to Wren and to the host; in development the host's start page may show it in a frame.</summary>
internal static partial class BrowserRules
{
    private const string NothingAllowed = "default-src 'none'; style-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    public static void UseBrowserRules(this WebApplication app, WrenSettings settings)
    {
        var page = settings.App is { } folder ? PageRules(settings, File.ReadAllText(Path.Combine(folder, "index.html"))) : NothingAllowed;
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Permissions-Policy"] = "geolocation=(), payment=(), usb=()";
            headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/v1") || context.Request.Path.StartsWithSegments("/dev") ? NothingAllowed : page;
            return next(context);
        });
    }

    private static string PageRules(WrenSettings settings, string html)
    {
        var host = new Uri(settings.HostUrl);
        var webSocket = (host.Scheme == Uri.UriSchemeHttps ? "wss://" : "ws://") + host.Authority;
        return string.Join("; ",
            "default-src 'self'",
            $"script-src 'self' 'wasm-unsafe-eval' {string.Join(' ', HashesOfInlineScripts(html))}".TrimEnd(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            $"connect-src 'self' {host.GetLeftPart(UriPartial.Authority)} {webSocket}",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            settings.Development ? $"frame-ancestors 'self' {host.Scheme}://{host.Host}:*" : "frame-ancestors 'self'");
    }

    // The published page holds one inline script, the import map; naming its hash keeps all others out.
    private static IEnumerable<string> HashesOfInlineScripts(string html) => InlineScript().Matches(html)
        .Select(match => match.Groups[1].Value)
        .Where(script => script.Length > 0)
        .Select(script => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'");

    [GeneratedRegex("<script(?![^>]*\\ssrc=)[^>]*>(.*?)</script>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex InlineScript();
}
