using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.StaticFiles;

namespace Tombolo.Host.StaticApp;

/// <summary>Content types of a published Blazor app; a compressed twin (<c>.br</c>, <c>.gz</c>) has the type of its original.</summary>
internal sealed class AppFileTypes : IContentTypeProvider
{
    private readonly FileExtensionContentTypeProvider _types = new()
    {
        Mappings =
        {
            [".dat"] = "application/octet-stream",
            [".blat"] = "application/octet-stream",
            [".webmanifest"] = "application/manifest+json",
            [".mjs"] = "text/javascript",
        },
    };

    public bool TryGetContentType(string subpath, [MaybeNullWhen(false)] out string contentType) =>
        _types.TryGetContentType(Path.GetExtension(subpath) is ".br" or ".gz" ? subpath[..^3] : subpath, out contentType);
}
