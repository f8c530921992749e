using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Wren.Server.App;

/// <summary>Serves the published chat app: compressed files where the browser takes them, its page for every path that is no file.</summary>
internal static class PublishedApp
{
    private static readonly (string Coding, string Suffix)[] Codings = [("br", ".br"), ("gzip", ".gz")];

    private static readonly string[] NeverPages = ["/v1", "/dev", "/.well-known"];

    public static void UsePublishedApp(this WebApplication app, string folder)
    {
        var files = new PhysicalFileProvider(folder);
        app.Use((context, next) =>
        {
            Choose(context, files);
            return next(context);
        });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            ContentTypeProvider = new FileTypes(),
            OnPrepareResponse = prepared => prepared.Context.Response.Headers.CacheControl =
                IsFingerprinted(prepared.Context.Request.Path) ? "public, max-age=31536000, immutable" : "no-cache",
        });
    }

    private static void Choose(HttpContext context, PhysicalFileProvider files)
    {
        var request = context.Request;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            return;
        }

        var isPage = !Path.HasExtension(request.Path) && context.GetEndpoint() is null && !Array.Exists(NeverPages, path => request.Path.StartsWithSegments(path));
        var path = isPage ? "/index.html" : request.Path.Value!;
        if (!files.GetFileInfo(path).Exists)
        {
            return;
        }

        var accepted = request.Headers.AcceptEncoding.ToString();
        var coding = Codings.FirstOrDefault(coding =>
            accepted.Contains(coding.Coding, StringComparison.OrdinalIgnoreCase) && files.GetFileInfo(path + coding.Suffix).Exists);
        context.Response.Headers.Vary = "Accept-Encoding";
        if (coding.Coding is not null)
        {
            context.Response.Headers.ContentEncoding = coding.Coding;
        }

        request.Path = path + coding.Suffix;
    }

    private static bool IsFingerprinted(PathString path) =>
        path.StartsWithSegments("/_framework") && Path.GetFileName(path.Value!).Split('.') is [_, .., { Length: >= 10 }, _] or [_, .., { Length: >= 10 }, _, "br" or "gz"];

    private sealed class FileTypes : IContentTypeProvider
    {
        private readonly FileExtensionContentTypeProvider _types = new()
        {
            Mappings =
            {
                [".dat"] = "application/octet-stream",
                [".webmanifest"] = "application/manifest+json",
                [".mjs"] = "text/javascript",
            },
        };

        public bool TryGetContentType(string subpath, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out string contentType) =>
            _types.TryGetContentType(Path.GetExtension(subpath) is ".br" or ".gz" ? subpath[..^3] : subpath, out contentType);
    }
}
