using Microsoft.Extensions.Options;

namespace Tombolo.Server.Accounts;

/// <summary>Which service an account belongs to, by its domain: the host's own, or <c>partner.interop.domain</c>.</summary>
internal sealed class ServiceNames(IOptions<TomboloServerOptions> options)
{
    /// <summary>How the host's own service is written in the store.</summary>
    public const string Host = "";

    private readonly string _partnerSuffix = ".interop." + options.Value.Domain;

    public string HostDomain { get; } = options.Value.Domain;

    public string DomainOf(string service) => service == Host ? HostDomain : service + _partnerSuffix;

    /// <summary>Null for a domain that is none of ours; <see cref="Host"/> or a partner's id otherwise.</summary>
    public string? ServiceOf(ReadOnlySpan<char> domain)
    {
        if (domain.SequenceEqual(HostDomain))
        {
            return Host;
        }

        return domain.Length > _partnerSuffix.Length && domain.EndsWith(_partnerSuffix, StringComparison.Ordinal)
            ? domain[..^_partnerSuffix.Length].ToString()
            : null;
    }

    public string? ServiceOf(AccountAddress account) => ServiceOf(account.Domain);
}
