using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Tombolo.Interop.Keys;

/// <summary>RFC 7638 thumbprint of an identity key as an OKP X25519 JWK (RFC 8037): the <c>cnf.jkt</c> of an identity token.</summary>
public static class KeyThumbprint
{
    /// <summary>Characters of a thumbprint: base64url of 32 bytes.</summary>
    public const int Length = 43;

    private const byte CurveType = 0x05;

    /// <summary>The thumbprint of an identity key of 33 bytes (0x05 first).</summary>
    /// <exception cref="ArgumentException">The key has another size or type.</exception>
    public static string Of(ReadOnlySpan<byte> identityKey)
    {
        if (identityKey.Length != DeviceKeys.EcKeySize || identityKey[0] != CurveType)
        {
            throw new ArgumentException("An identity key has 33 bytes, the first 0x05.", nameof(identityKey));
        }

        var jwk = $$"""{"crv":"X25519","kty":"OKP","x":"{{Base64Url.EncodeToString(identityKey[1..])}}"}""";
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(jwk)));
    }
}
