using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;

namespace Tombolo.Signal.Spqr;

/// <summary>
/// SHA-3 (FIPS 202) over what is as long as a key or a ciphertext: the platform's where it has it, twice as fast there, else
/// BouncyCastle's, as in the browser.
/// </summary>
internal static class Sha3
{
    /// <summary>SHA3-256.</summary>
    public static void Hash(ReadOnlySpan<byte> data, Span<byte> hash)
    {
        if (SHA3_256.IsSupported)
        {
            SHA3_256.HashData(data, hash);
        }
        else
        {
            ManagedHash(data, hash);
        }
    }

    /// <summary>SHAKE-256.</summary>
    public static void Shake(ReadOnlySpan<byte> data, Span<byte> output)
    {
        if (Shake256.IsSupported)
        {
            Shake256.HashData(data, output);
        }
        else
        {
            ManagedShake(data, output);
        }
    }

    internal static void ManagedHash(ReadOnlySpan<byte> data, Span<byte> hash)
    {
        Sha3Digest digest = new(256);
        digest.BlockUpdate(data);
        digest.DoFinal(hash);
    }

    internal static void ManagedShake(ReadOnlySpan<byte> data, Span<byte> output)
    {
        ShakeDigest shake = new(256);
        shake.BlockUpdate(data);
        shake.OutputFinal(output);
    }
}
