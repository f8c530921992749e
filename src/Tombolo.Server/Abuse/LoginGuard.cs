using Microsoft.Extensions.Options;
using Tombolo.Server.Accounts;

namespace Tombolo.Server.Abuse;

/// <summary>
/// Bounds how often credentials can be tried: by network address, and by account wherever the tries come from. A try is paid for before it is
/// judged and given back when it was right, so tries sent at once cannot share one. Who has logged in to an account from an address before is
/// not locked out of it by what strangers try.
/// </summary>
internal sealed class LoginGuard(RateLimits rates, IOptions<TomboloServerOptions> options)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>False when the credentials must not even be looked at; the answer is <c>temporary-auth-failure</c>, whether or not there is such an account.</summary>
    /// <param name="origin">The network origin; null for a proxy, which stands for many.</param>
    /// <param name="account">Who is said to log in.</param>
    public bool MayTry(string? origin, AccountAddress account)
    {
        var limits = options.Value.Abuse;
        if (origin is not null && !rates.TryTake("login.address", origin, limits.LoginFailuresPerAddressAndHour, Hour, out _))
        {
            return false;
        }

        return (origin is not null && rates.Knows("login.known", Pair(origin, account)))
            || rates.TryTake("login.account", account.ToString(), limits.LoginFailuresPerAccountAndHour, Hour, out _);
    }

    public void Succeeded(string? origin, AccountAddress account)
    {
        rates.GiveBack("login.account", account.ToString());
        if (origin is not null)
        {
            rates.GiveBack("login.address", origin);
            rates.TryTake("login.known", Pair(origin, account), int.MaxValue, Day, out _);
        }
    }

    private static string Pair(string origin, AccountAddress account) => $"{origin} {account}";
}
