using System.Security.Cryptography;

namespace Tombolo.Xmpp.Sasl.Scram;

/// <summary>Fresh nonces: 18 random bytes as base64, which holds no comma.</summary>
internal static class ScramNonce
{
    internal static string Create() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
}
