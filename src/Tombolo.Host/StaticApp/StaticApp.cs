using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Tombolo.Host.StaticApp;

/// <summary>Serves a published chat app: compressed twins where the browser takes them, deep links answered by the app's own page.</summary>
internal static class StaticApp
{
    private static readonly (string Coding, string Suffix)[] Codings = [("br", ".br"), ("gzip", ".gz")];

    /// <param name="app">Where to add it.</param>
    /// <param name="path">Where the app lives, such as <c>/app</c>.</param>
    /// <param name="folder">The folder that holds its index.html.</param>
    /// <param name="connectTo">Origins besides its own that the app may talk to.</param>
    public static void UseStaticApp(this IApplicationBuilder app, PathString path, string folder, IEnumerable<string> connectTo)
    {
        var files = new PhysicalFileProvider(Path.GetFullPath(folder));
        var policy = Policy(File.ReadAllText(Path.Combine(folder, "index.html")), connectTo);
        app.Map(path, preserveMatchedPathSegment: false, branch =>
        {
            branch.Use((context, next) => Choose(context, files, next));
            branch.UseStaticFiles(new StaticFileOptions
            {
                FileProvider = files,
                ContentTypeProvider = new AppFileTypes(),
                OnPrepareResponse = prepared => Prepare(prepared, policy),
            });
        });
    }

    private static Task Choose(HttpContext context, PhysicalFileProvider files, RequestDelegate next)
    {
        var request = context.Request;
        if (!request.Path.HasValue)
        {
            context.Response.Redirect(request.PathBase + "/" + request.QueryString);
            return Task.CompletedTask;
        }

        if (request.Path == "/" || (!Path.HasExtension(request.Path) && !files.GetFileInfo(request.Path).Exists))
        {
            request.Path = "/index.html";
        }

        var accepted = request.Headers.AcceptEncoding.ToString();
        var coding = Codings.FirstOrDefault(coding => accepted.Contains(coding.Coding, StringComparison.OrdinalIgnoreCase)
            && files.GetFileInfo(request.Path + coding.Suffix).Exists);
        if (coding.Coding is not null)
        {
            request.Path += coding.Suffix;
            context.Response.Headers.ContentEncoding = coding.Coding;
        }

        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        return next(context);
    }

    private static void Prepare(StaticFileResponseContext prepared, string policy)
    {
        var headers = prepared.Context.Response.Headers;
        headers.ContentSecurityPolicy = policy;

        // The framework's files carry a fingerprint in their names, so they never change under one name; everything else is asked again.
        headers.CacheControl = IsFingerprinted(prepared.Context.Request.Path) ? "public, max-age=31536000, immutable" : "no-cache";
    }

    private static bool IsFingerprinted(PathString path) =>
        path.StartsWithSegments("/_framework") && Path.GetFileName(path.Value!).Split('.') is [_, .., { Length: >= 10 }, _] or [_, .., { Length: >= 10 }, _, "br" or "gz"];

    private static string Policy(string page, IEnumerable<string> connectTo) => string.Join("; ",
        "default-src 'self'",
        $"script-src 'self' 'wasm-unsafe-eval' {string.Join(' ', InlineScripts.HashesOf(page))}".TrimEnd(),
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        $"connect-src 'self' {string.Join(' ', connectTo)}".TrimEnd(),
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'");
}
