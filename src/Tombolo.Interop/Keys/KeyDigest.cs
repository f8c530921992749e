using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tombolo.Interop.Keys;

/// <summary>
/// SHA-256 over the canonical bytes of <see cref="DeviceKeys"/>, which binds a possession proof to the keys it came with:
/// identity key; BE32 id, key, signature of the signed prekey; the same of the Kyber last resort; BE32 count and (BE32 id, key) of the EC prekeys;
/// BE32 count and (BE32 id, key, signature) of the Kyber prekeys.
/// </summary>
public static class KeyDigest
{
    /// <summary>SHA-256 of nothing, used where no keys travel along.</summary>
    public static ReadOnlySpan<byte> Empty => EmptyDigest;

    private static readonly byte[] EmptyDigest = SHA256.HashData([]);

    /// <summary>The digest, 32 bytes.</summary>
    public static byte[] Of(DeviceKeys keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(keys.IdentityKey);
        AppendSigned(hash, keys.SignedPreKey);
        AppendSigned(hash, keys.KyberLastResort);
        AppendNumber(hash, (uint)keys.PreKeys.Count);
        foreach (var key in keys.PreKeys)
        {
            AppendNumber(hash, key.Id);
            hash.AppendData(key.Key);
        }

        AppendNumber(hash, (uint)keys.KyberPreKeys.Count);
        foreach (var key in keys.KyberPreKeys)
        {
            AppendSigned(hash, key);
        }

        return hash.GetHashAndReset();
    }

    private static void AppendSigned(IncrementalHash hash, SignedPreKey key)
    {
        AppendNumber(hash, key.Id);
        hash.AppendData(key.Key);
        hash.AppendData(key.Signature);
    }

    private static void AppendNumber(IncrementalHash hash, uint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        hash.AppendData(bytes);
    }
}
