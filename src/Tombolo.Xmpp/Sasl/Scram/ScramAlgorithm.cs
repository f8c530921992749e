using System.Security.Cryptography;

namespace Tombolo.Xmpp.Sasl.Scram;

/// <summary>The functions of RFC 5802 section 2.2 for one hash.</summary>
internal static class ScramAlgorithm
{
    internal static string MechanismName(ScramHash hash) => hash == ScramHash.Sha1 ? "SCRAM-SHA-1" : "SCRAM-SHA-256";

    internal static HashAlgorithmName Name(ScramHash hash) => hash == ScramHash.Sha1 ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256;

    internal static int Size(ScramHash hash) => hash == ScramHash.Sha1 ? SHA1.HashSizeInBytes : SHA256.HashSizeInBytes;

    internal static byte[] Hmac(ScramHash hash, ReadOnlySpan<byte> key, ReadOnlySpan<byte> message) =>
        CryptographicOperations.HmacData(Name(hash), key, message);

    internal static byte[] Hash(ScramHash hash, ReadOnlySpan<byte> message) => CryptographicOperations.HashData(Name(hash), message);

    /// <summary><c>Hi(password, salt, iterations)</c>.</summary>
    internal static byte[] Salted(ScramHash hash, ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int iterations) =>
        ScramDerivation.IsSupported ? ScramDerivation.Derive(hash, password, salt, iterations) : PlatformSalted(hash, password, salt, iterations);

    /// <summary>The same on every platform.</summary>
    internal static byte[] PlatformSalted(ScramHash hash, ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, Name(hash), Size(hash));

    internal static byte[] Xor(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var result = left.ToArray();
        for (var i = 0; i < result.Length; i++)
        {
            result[i] ^= right[i];
        }

        return result;
    }
}
