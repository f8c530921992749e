using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Tombolo.Xmpp.Sasl.Scram;

namespace Tombolo.Xmpp.Tests.Sasl;

public sealed class ScramCredentialsTests
{
    private const int LongestSalt = 100;
    private const int MostIterations = ScramCredentials.MinIterations + 100;

    // Longer than a block of the hash, which is where HMAC takes the key's hash instead of the key.
    private static readonly Gen<string> Passwords = Gen.Char['!', '~'].Array[1, 150].Select(static letters => new string(letters));

    /// <summary>Whoever derives, the keys are those of the platform's PBKDF2 and HMAC (RFC 5802 section 3).</summary>
    [Fact]
    public void Create_OfAnyPassword_GivesTheKeysOfThePlatformsDerivation() =>
        Gen.Select(Gen.Enum<ScramHash>(), Passwords, Gen.Byte.Array[0, LongestSalt], Gen.Int[ScramCredentials.MinIterations, MostIterations]).Sample((hash, password, salt, iterations) =>
        {
            var credentials = ScramCredentials.Create(hash, password, salt, iterations);

            var (name, size) = hash == ScramHash.Sha1 ? (HashAlgorithmName.SHA1, SHA1.HashSizeInBytes) : (HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);
            var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.ASCII.GetBytes(password), salt, iterations, name, size);
            var stored = CryptographicOperations.HashData(name, CryptographicOperations.HmacData(name, salted, "Client Key"u8));
            Assert.Equal(stored, credentials.StoredKey.ToArray());
            Assert.Equal(CryptographicOperations.HmacData(name, salted, "Server Key"u8), credentials.ServerKey.ToArray());
        });
}
