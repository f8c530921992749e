using System.Security.Cryptography;
using Tombolo.Xmpp.Sasl.Scram;

namespace Tombolo.Server.StandardClients;

/// <summary>
/// One password as both SCRAM mechanisms keep it, with one salt and number of rounds; taken over from elsewhere, perhaps for one of them alone. Of a
/// password this host made itself also a fast hash for PLAIN (ADR 26).
/// </summary>
internal sealed record AppPasswordVerifiers(ScramCredentials? Sha1, ScramCredentials? Sha256, byte[]? Plain = null)
{
    private const int SaltBytes = 16;

    /// <summary>The cheaper of two derivations that guard the same password.</summary>
    public ScramCredentials? Cheapest => Sha1 ?? Sha256;

    /// <summary>Derives what SCRAM needs, which takes some milliseconds. For passwords that people chose: PLAIN will be checked as slowly.</summary>
    public static AppPasswordVerifiers Create(string password) => Create(password, RandomNumberGenerator.GetBytes(SaltBytes));

    /// <summary>The same for a password of random letters, which nobody can search for: with 100 bits or more a slow derivation buys nothing.</summary>
    public static AppPasswordVerifiers CreateForRandom(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return Create(password, salt) with { Plain = PlainVerifier.Derive(password, salt) };
    }

    private static AppPasswordVerifiers Create(string password, byte[] salt) => new(
        ScramCredentials.Create(ScramHash.Sha1, password, salt), ScramCredentials.Create(ScramHash.Sha256, password, salt));
}
