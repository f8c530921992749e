using System.Security.Cryptography;
using Tombolo.Xmpp.Sasl.Scram;

namespace Tombolo.Server.StandardClients;

/// <summary>One password as both SCRAM mechanisms keep it, with one salt and number of rounds; taken over from elsewhere, perhaps for one of them alone.</summary>
internal sealed record AppPasswordVerifiers(ScramCredentials? Sha1, ScramCredentials? Sha256)
{
    private const int SaltBytes = 16;

    /// <summary>Derives both, which takes some milliseconds.</summary>
    public static AppPasswordVerifiers Create(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new AppPasswordVerifiers(
            ScramCredentials.Create(ScramHash.Sha1, password, salt), ScramCredentials.Create(ScramHash.Sha256, password, salt));
    }
}
