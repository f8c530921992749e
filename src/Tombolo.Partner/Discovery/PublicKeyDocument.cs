using System.Text.Json.Serialization;

namespace Tombolo.Partner.Discovery;

/// <summary>An EC public key as JWK (RFC 7518 section 6.2.1).</summary>
internal sealed record PublicKeyDocument
{
    [JsonPropertyName("kty")]
    public string KeyType { get; init; } = "EC";

    [JsonPropertyName("crv")]
    public string Curve { get; init; } = "P-256";

    [JsonPropertyName("use")]
    public string Use { get; init; } = "sig";

    [JsonPropertyName("alg")]
    public string Algorithm { get; init; } = "ES256";

    [JsonPropertyName("kid")]
    public required string KeyId { get; init; }

    [JsonPropertyName("x")]
    public required string X { get; init; }

    [JsonPropertyName("y")]
    public required string Y { get; init; }
}
