using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tombolo.Host.Settings;

namespace Tombolo.Host.StartPage;

/// <summary>
/// The page at <c>/</c>. In development with a partner beside it: two phones side by side, in plain HTML without any script, so that
/// both apps start loading with the page itself. Otherwise a short page that leads to the app.
/// </summary>
internal static class StartPage
{
    private const string DemoAddress = "bea@wren.example";

    public static void MapStartPage(this IEndpointRouteBuilder routes, HostSettings settings)
    {
        var page = Render(settings);
        var style = Resource("start.css");
        var policy = Policy(settings);
        routes.MapGet("/", (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy = policy;
            context.Response.Headers.CacheControl = "no-cache";
            return TypedResults.Text(page, "text/html", Encoding.UTF8);
        });
        routes.MapGet("/start.css", () => TypedResults.Text(style, "text/css", Encoding.UTF8));
    }

    private static string Render(HostSettings settings)
    {
        if (settings.Development && settings.Web is not null && settings.Partners is [var partner, ..])
        {
            return Fill("phones.html", ("partner", partner.AppUrl), ("name", partner.Name), ("address", DemoAddress));
        }

        var page = Fill("plain.html", ("domain", settings.Domain));
        return page.Replace("{{app}}", settings.Web is null
            ? "The server runs; it was started without the chat app (<code>web</code> in the settings)."
            : "<a href=\"/app/\">Open the chat app</a>", StringComparison.Ordinal);
    }

    private static string Policy(HostSettings settings) =>
        $"default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self' {string.Join(' ', settings.Partners.Select(static partner => Origin(partner.AppUrl)))}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static string Origin(string url) => new Uri(url).GetLeftPart(UriPartial.Authority);

    private static string Fill(string name, params ReadOnlySpan<(string Key, string Value)> values)
    {
        var page = new StringBuilder(Resource(name));
        foreach (var (key, value) in values)
        {
            page.Replace("{{" + key + "}}", WebUtility.HtmlEncode(value));
        }

        return page.ToString();
    }

    private static string Resource(string name)
    {
        using var stream = typeof(StartPage).Assembly.GetManifestResourceStream("StartPage/" + name)
            ?? throw new InvalidOperationException($"{name} is missing from the assembly.");
        return new StreamReader(stream).ReadToEnd();
    }
}
