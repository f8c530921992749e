using System.Security.Cryptography;
using System.Text;

namespace Tombolo.Xmpp.Sasl.Scram;

/// <summary>
/// What a server keeps of a password (RFC 5802 section 3): enough to check a proof, not enough to log in elsewhere. The same fields as
/// XEP-0227 carries.
/// </summary>
/// <param name="Hash">The hash the keys were made with.</param>
/// <param name="Salt">The salt, 16 bytes when made here.</param>
/// <param name="Iterations">Rounds of the derivation; at least 4,096.</param>
/// <param name="StoredKey"><c>H(ClientKey)</c>.</param>
/// <param name="ServerKey">By which the server proves itself.</param>
public sealed record ScramCredentials(ScramHash Hash, ReadOnlyMemory<byte> Salt, int Iterations, ReadOnlyMemory<byte> StoredKey, ReadOnlyMemory<byte> ServerKey)
{
    /// <summary>The fewest rounds RFC 7677 allows. App passwords are random, so that more rounds buy nothing.</summary>
    public const int MinIterations = 4096;

    /// <summary>Keeps the keys out of logs.</summary>
    public override string ToString() => $"{nameof(ScramCredentials)} {Hash}";

    /// <summary>Derives credentials from a password. Takes as long as its rounds.</summary>
    /// <exception cref="ArgumentException">The password may not be used (RFC 4013), or too few rounds.</exception>
    public static ScramCredentials Create(ScramHash hash, string password, ReadOnlySpan<byte> salt, int iterations = MinIterations)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(iterations, MinIterations);
        if (!SaslPrep.TryPrepare(password, out var prepared))
        {
            throw new ArgumentException("This may not be a password.", nameof(password));
        }

        var secret = Encoding.UTF8.GetBytes(prepared);
        var salted = ScramAlgorithm.Salted(hash, secret, salt, iterations);
        var clientKey = ScramAlgorithm.Hmac(hash, salted, "Client Key"u8);
        var credentials = new ScramCredentials(
            hash,
            salt.ToArray(),
            iterations,
            ScramAlgorithm.Hash(hash, clientKey),
            ScramAlgorithm.Hmac(hash, salted, "Server Key"u8));
        CryptographicOperations.ZeroMemory(secret);
        CryptographicOperations.ZeroMemory(salted);
        CryptographicOperations.ZeroMemory(clientKey);
        return credentials;
    }

    /// <summary>Credentials nobody has the password of, the same for the same name and server secret: an unknown account answers
    /// like a known one (RFC 5802 section 9 on enumeration).</summary>
    public static ScramCredentials Decoy(ScramHash hash, string name, ReadOnlySpan<byte> serverSecret)
    {
        var salt = HMACSHA256.HashData(serverSecret, Encoding.UTF8.GetBytes("salt " + name))[..16];
        var keys = RandomNumberGenerator.GetBytes(2 * ScramAlgorithm.Size(hash));
        return new ScramCredentials(hash, salt, MinIterations, keys.AsMemory(0, keys.Length / 2), keys.AsMemory(keys.Length / 2));
    }

    /// <summary>Checks a password that came in the clear (PLAIN) in the time of one derivation.</summary>
    public bool Verify(string password)
    {
        if (!SaslPrep.TryPrepare(password, out _))
        {
            return false;
        }

        var derived = Create(Hash, password, Salt.Span, Iterations);
        return CryptographicOperations.FixedTimeEquals(derived.StoredKey.Span, StoredKey.Span);
    }
}
