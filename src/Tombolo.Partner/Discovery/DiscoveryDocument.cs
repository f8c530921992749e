using System.Text.Json.Serialization;

namespace Tombolo.Partner.Discovery;

// The members that OpenID Connect Discovery 1.0 section 3 requires and that mean something here: there is no authorization endpoint.
internal sealed record DiscoveryDocument
{
    [JsonPropertyName("issuer")]
    public required string Issuer { get; init; }

    [JsonPropertyName("jwks_uri")]
    public required string JwksUri { get; init; }

    [JsonPropertyName("id_token_signing_alg_values_supported")]
    public IReadOnlyList<string> SigningAlgorithms { get; init; } = ["ES256"];

    [JsonPropertyName("subject_types_supported")]
    public IReadOnlyList<string> SubjectTypes { get; init; } = ["public"];

    public static DiscoveryDocument For(string issuer) =>
        new() { Issuer = issuer, JwksUri = issuer.TrimEnd('/') + TomboloPartnerEndpointRouteBuilderExtensions.KeySetPath };
}
