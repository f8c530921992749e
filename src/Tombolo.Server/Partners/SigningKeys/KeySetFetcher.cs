using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Tombolo.Server.Partners.Outbound;

namespace Tombolo.Server.Partners.SigningKeys;

/// <summary>Issuer → discovery document → JWK set, both through the outbound client and both on the issuer's origin.</summary>
internal sealed class KeySetFetcher(OutboundClient outbound)
{
    private const int MaxDocumentBytes = 65_536;
    private static readonly TimeSpan MinLifetime = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromHours(24);
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromHours(1);

    public async Task<Fetched> FetchAsync(Partner partner, CancellationToken cancellationToken)
    {
        var discovery = await outbound.GetAsync(partner, new Uri(partner.Issuer.TrimEnd('/') + "/.well-known/openid-configuration"), MaxDocumentBytes, cancellationToken);
        if (!discovery.Succeeded)
        {
            return Fetched.Nothing("discovery: " + discovery.Failure);
        }

        if (FindKeySetUrl(partner, discovery.Body) is not { } url)
        {
            return Fetched.Nothing("discovery: not a document of this issuer");
        }

        var set = await outbound.GetAsync(partner, url, MaxDocumentBytes, cancellationToken);
        if (!set.Succeeded)
        {
            return Fetched.Nothing("key set: " + set.Failure);
        }

        return KeySet.TryRead(Encoding.UTF8.GetString(set.Body.Span)) is { } keys
            ? new Fetched(keys, LifetimeOf(set.Caching), null)
            : Fetched.Nothing("key set: no usable key");
    }

    private static Uri? FindKeySetUrl(Partner partner, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("issuer", out var issuer) && issuer.ValueKind == JsonValueKind.String && issuer.GetString() == partner.Issuer
                && root.TryGetProperty("jwks_uri", out var keys) && keys.ValueKind == JsonValueKind.String
                && Uri.TryCreate(keys.GetString(), UriKind.Absolute, out var url)
                ? url
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static TimeSpan LifetimeOf(CacheControlHeaderValue? caching)
    {
        if (caching is null)
        {
            return DefaultLifetime;
        }

        var told = caching.NoStore || caching.NoCache ? TimeSpan.Zero : caching.MaxAge ?? DefaultLifetime;
        return told < MinLifetime ? MinLifetime : told > MaxLifetime ? MaxLifetime : told;
    }

    public readonly record struct Fetched(KeySet? Keys, TimeSpan Lifetime, string? Failure)
    {
        public static Fetched Nothing(string failure) => new(null, default, failure);
    }
}
