using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tombolo.Cli.Bench;

/// <summary>The client side of SCRAM-SHA-1 (RFC 5802) without channel binding, all values in base64 as they go on the wire.</summary>
internal sealed class LoadScram(string user, string password)
{
    private readonly string _bare = $"n={user},r={Convert.ToHexString(RandomNumberGenerator.GetBytes(12))}";

    public string First() => Encode("n,," + _bare);

    /// <summary>Answers the server's challenge.</summary>
    /// <exception cref="IOException">The challenge is no SCRAM message.</exception>
    public string Final(string challenge)
    {
        var server = Encoding.UTF8.GetString(Convert.FromBase64String(challenge));
        var parts = server.Split(',');
        if (parts is not [['r', '=', .. var nonce], ['s', '=', .. var salt], ['i', '=', .. var count], ..])
        {
            throw new IOException("The server's SCRAM challenge cannot be read.");
        }

        var salted = Rfc2898DeriveBytes.Pbkdf2(
            password, Convert.FromBase64String(salt), int.Parse(count, CultureInfo.InvariantCulture), HashAlgorithmName.SHA1, 20);
#pragma warning disable CA5350 // SCRAM-SHA-1 is the one mechanism all the compared servers share.
        var clientKey = HMACSHA1.HashData(salted, "Client Key"u8);
        var final = $"c=biws,r={nonce}";
        var signature = HMACSHA1.HashData(SHA1.HashData(clientKey), Encoding.UTF8.GetBytes($"{_bare},{server},{final}"));
#pragma warning restore CA5350
        for (var index = 0; index < clientKey.Length; index++)
        {
            clientKey[index] ^= signature[index];
        }

        return Encode($"{final},p={Convert.ToBase64String(clientKey)}");
    }

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
