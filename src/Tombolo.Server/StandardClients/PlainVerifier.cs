using System.Security.Cryptography;
using System.Text;
using Tombolo.Xmpp.Sasl;

namespace Tombolo.Server.StandardClients;

/// <summary>A salted hash of one round. Only for passwords of random letters.</summary>
internal static class PlainVerifier
{
    /// <exception cref="ArgumentException">The password may not be used (RFC 4013).</exception>
    public static byte[] Derive(string password, ReadOnlySpan<byte> salt) =>
        SaslPrep.TryPrepare(password, out var prepared) ? Hash(prepared, salt) : throw new ArgumentException("This may not be a password.", nameof(password));

    public static bool Verify(string password, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> verifier) =>
        SaslPrep.TryPrepare(password, out var prepared) && CryptographicOperations.FixedTimeEquals(Hash(prepared, salt), verifier);

    private static byte[] Hash(string prepared, ReadOnlySpan<byte> salt)
    {
        var secret = Encoding.UTF8.GetBytes("plain " + prepared);
        var hash = HMACSHA256.HashData(salt, secret);
        CryptographicOperations.ZeroMemory(secret);
        return hash;
    }
}
