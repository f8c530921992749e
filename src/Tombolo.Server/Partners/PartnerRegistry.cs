using System.Collections.Frozen;
using Microsoft.Extensions.Options;

namespace Tombolo.Server.Partners;

/// <summary>The partners this host knows, from configuration.</summary>
internal sealed class PartnerRegistry
{
    private readonly FrozenDictionary<string, Partner> _byId;
    private readonly FrozenDictionary<string, Partner> _byIssuer;
    private readonly FrozenSet<string> _origins;
    private readonly bool _development;

    public PartnerRegistry(IOptions<TomboloServerOptions> options)
    {
        _development = options.Value.Development;
        var partners = options.Value.Partners.Entries.Select(Read).ToArray();
        _byId = partners.ToFrozenDictionary(partner => partner.Id, StringComparer.Ordinal);
        _byIssuer = partners.ToFrozenDictionary(partner => partner.Issuer, StringComparer.Ordinal);
        Active = [.. partners.Where(IsActive)];
        _origins = Active.SelectMany(partner => partner.AppOrigins).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Those whose people can chat now, in the order of configuration.</summary>
    public IReadOnlyList<Partner> Active { get; }

    public Partner? Find(string id) => _byId.GetValueOrDefault(id);

    public Partner? FindByIssuer(string issuer) => _byIssuer.GetValueOrDefault(issuer);

    public bool IsActive(string id) => Find(id) is { } partner && IsActive(partner);

    /// <summary>Live; or in the sandbox of a development host.</summary>
    public bool IsActive(Partner partner) => partner.State == PartnerState.Live || (_development && partner.State == PartnerState.Sandbox);

    /// <summary>May a web page of this origin (scheme, host, port) call the host?</summary>
    public bool IsAppOrigin(string origin) => _origins.Contains(origin);

    private Partner Read(PartnerEntry entry) => new()
    {
        Id = entry.Id,
        Name = entry.Name,
        Issuer = entry.Issuer,
        IssuerUrl = new Uri(entry.Issuer),
        AppUrl = entry.AppUrl,
        AppOrigins = [.. entry.AppOrigins],
        IdentifierType = entry.IdentifierType,
        State = entry.State,
        MayUseLoopback = _development && entry.State == PartnerState.Sandbox,
    };
}
