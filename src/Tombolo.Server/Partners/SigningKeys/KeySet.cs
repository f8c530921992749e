using Microsoft.IdentityModel.Tokens;

namespace Tombolo.Server.Partners.SigningKeys;

/// <summary>The keys of a JWK set that may sign identity tokens: EC P-256, and RSA of 2048 bits or more; others are not seen.</summary>
internal sealed class KeySet
{
    private const int MinRsaBits = 2048;
    private const int MaxKeys = 32;
    private readonly List<SecurityKey> _keys;

    private KeySet(List<SecurityKey> keys) => _keys = keys;

    /// <summary>Null when the text is no JWK set with at least one usable key.</summary>
    public static KeySet? TryRead(string json)
    {
        try
        {
            var keys = new JsonWebKeySet(json).Keys.Take(MaxKeys).Where(IsUsable).ToList<SecurityKey>();
            return keys.Count > 0 ? new KeySet(keys) : null;
        }
        catch (Exception exception) when (exception is ArgumentException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    public IReadOnlyList<SecurityKey> Matching(string keyId) => _keys.FindAll(key => string.Equals(key.KeyId, keyId, StringComparison.Ordinal));

    private static bool IsUsable(JsonWebKey key) =>
        key.Kid is { Length: > 0 and <= 255 }
        && key.Use is null or "" or "sig"
        && !key.HasPrivateKey
        && key.Kty switch
        {
            JsonWebAlgorithmsKeyTypes.EllipticCurve => key.Crv == "P-256" && key.X is { Length: 43 } && key.Y is { Length: 43 },
            JsonWebAlgorithmsKeyTypes.RSA => key.N is not null && key.E is not null && key.KeySize >= MinRsaBits,
            _ => false,
        };
}
