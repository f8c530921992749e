using Microsoft.Extensions.Options;
using Tombolo.Interop.Identity;

namespace Tombolo.Partner;

internal sealed class TomboloPartnerOptionsValidator : IValidateOptions<TomboloPartnerOptions>
{
    public ValidateOptionsResult Validate(string? name, TomboloPartnerOptions options)
    {
        List<string> faults = [];
        Check(IsOrigin(options.Issuer), "Issuer must be an https URL (http only on loopback) without query and fragment.");
        Check(IsOrigin(options.Host), "Host must be the issuer URL of the host, as its /.well-known/tombolo says.");
        Check(options.KeyFolder.Length > 0, "KeyFolder must name a folder for the signing keys.");
        Check(options.KeyLifetime >= TimeSpan.FromDays(1) && options.KeyLifetime <= TimeSpan.FromDays(365), "KeyLifetime must be 1 to 365 days.");
        Check(options.KeyOverlap >= TimeSpan.FromMinutes(1) && options.KeyOverlap <= TimeSpan.FromDays(7), "KeyOverlap must be 1 minute to 7 days.");
        Check(options.KeyOverlap < options.KeyLifetime, "KeyOverlap must be shorter than KeyLifetime.");
        Check(options.TokenLifetime >= TimeSpan.FromSeconds(10) && options.TokenLifetime <= IdentityTokenClaims.MaxLifetime, "TokenLifetime must be 10 seconds to 5 minutes.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Check(bool good, string fault)
        {
            if (!good)
            {
                faults.Add(fault);
            }
        }
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
        && url.Query.Length == 0 && url.Fragment.Length == 0 && url.UserInfo.Length == 0;
}
