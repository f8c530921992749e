using System.Security.Cryptography;
using System.Text;

namespace Tombolo.Server.Accounts;

/// <summary>HMAC-SHA-256 under one of the host's keys: recognises a value again without keeping it.</summary>
internal sealed class KeyedHash(HostSecret secret, string use)
{
    private readonly byte[] _key = secret.DeriveKey(use);

    /// <summary>The hash of several texts; each is preceded by its length, so that no two lists give the same bytes.</summary>
    public byte[] Of(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }

        return hash.GetHashAndReset();
    }
}
