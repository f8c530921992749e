using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Tombolo.Interop.Identity;

namespace Tombolo.Server.Partners;

/// <summary>Checks the registry at start: a wrong entry stops the host with a sentence that names it.</summary>
internal sealed partial class PartnersOptionsValidator : IValidateOptions<TomboloServerOptions>
{
    public ValidateOptionsResult Validate(string? name, TomboloServerOptions options)
    {
        var entries = options.Partners.Entries;
        List<string> faults = [.. entries.SelectMany(entry => Faults(entry, options.Development))];
        faults.AddRange(entries.GroupBy(entry => entry.Id, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => $"Partner '{group.Key}' is listed twice."));
        faults.AddRange(entries.GroupBy(entry => entry.Issuer, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => $"Two partners have the issuer '{group.Key}'."));
        if (!IsOrigin(options.PublicUrl, options.Development))
        {
            faults.Add("PublicUrl must be an https origin such as https://chat.example (http on loopback or in development only).");
        }

        if (options.Partners.IdleDays is < 1 or > 365)
        {
            faults.Add("Partners: IdleDays must be 1 to 365.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(PartnerEntry entry, bool development)
    {
        if (!IdPattern().IsMatch(entry.Id))
        {
            yield return $"Partner '{entry.Id}': the id has 1 to 32 of a-z, 0-9 and -, beginning with a letter.";
        }

        if (entry.Name.Length == 0)
        {
            yield return $"Partner '{entry.Id}': the name is missing.";
        }

        if (!IdentifierTypes.IsKnown(entry.IdentifierType))
        {
            yield return $"Partner '{entry.Id}': the identifier type is phone, email or handle.";
        }

        var loopbackAllowed = development && entry.State == PartnerState.Sandbox;
        foreach (var url in entry.AppOrigins.Append(entry.Issuer).Where(url => !IsAllowed(url, loopbackAllowed)))
        {
            yield return $"Partner '{entry.Id}': '{url}' must be an https URL without user, query and fragment (http on loopback only for a sandbox partner in development).";
        }
    }

    // Tokens name it as their audience: a path or a query would make two spellings of one host.
    private static bool IsOrigin(string text, bool development) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url is { UserInfo: "", Query: "", Fragment: "", AbsolutePath: "/" }
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && (development || url.IsLoopback)));

    private static bool IsAllowed(string text, bool loopbackAllowed) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url.UserInfo.Length == 0 && url.Query.Length == 0 && url.Fragment.Length == 0
        && (url.Scheme == Uri.UriSchemeHttps || (loopbackAllowed && url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));

    [GeneratedRegex("^[a-z][a-z0-9-]{0,31}$")]
    private static partial Regex IdPattern();
}
