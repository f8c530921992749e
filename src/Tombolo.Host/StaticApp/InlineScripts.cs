using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Tombolo.Host.StaticApp;

/// <summary>
/// Hashes of the scripts that stand inside a published page, for its content security policy. The publish step writes one such script
/// (the import map with the names of the fingerprinted files), and naming its hash keeps every other inline script forbidden.
/// </summary>
internal static partial class InlineScripts
{
    public static IReadOnlyList<string> HashesOf(string html) =>
        [.. Script().Matches(html)
            .Select(static match => match.Groups[1].Value)
            .Where(static text => text.Length > 0)
            .Select(static text => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'")];

    [GeneratedRegex("<script(?![^>]*\\ssrc=)[^>]*>(.*?)</script>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Script();
}
