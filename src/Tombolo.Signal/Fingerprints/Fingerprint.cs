using System.Globalization;
using System.Security.Cryptography;

namespace Tombolo.Signal;

/// <summary>
/// The safety number of two parties: a number to read aloud and a code to scan, the same for both (signal-wire 12). Equal
/// numbers mean that nobody stands between them.
/// </summary>
public sealed class Fingerprint
{
    /// <summary>Hash iterations that Signal uses.</summary>
    public const int DefaultIterations = 5200;

    private const int MinimumIterations = 2, MaximumIterations = 1_000_000;
    private const int DigestSize = 64, ContentSize = 32;

    private Fingerprint(string displayable, ScannableFingerprint scannable) => (Displayable, Scannable) = (displayable, scannable);

    /// <summary>60 decimal digits; show them in groups of five.</summary>
    public string Displayable { get; }

    /// <summary>The code for a QR symbol.</summary>
    public ScannableFingerprint Scannable { get; }

    /// <summary>Computes the number.</summary>
    /// <param name="version">Tells what the stable ids are; both sides must use the same. 2 in current Signal.</param>
    /// <param name="localId">Any stable bytes that name this account: the 16 bytes of an ACI in version 2.</param>
    /// <param name="localKey">This account's identity.</param>
    /// <param name="remoteId">The other account's stable bytes.</param>
    /// <param name="remoteKey">The other account's identity.</param>
    /// <param name="iterations">2 to 1,000,000; more makes a search for a colliding key slower.</param>
    /// <exception cref="ArgumentOutOfRangeException">The iterations are out of range.</exception>
    public static Fingerprint Create(
        uint version,
        ReadOnlySpan<byte> localId,
        IdentityKey localKey,
        ReadOnlySpan<byte> remoteId,
        IdentityKey remoteKey,
        int iterations = DefaultIterations)
    {
        ArgumentNullException.ThrowIfNull(localKey);
        ArgumentNullException.ThrowIfNull(remoteKey);
        ArgumentOutOfRangeException.ThrowIfLessThan(iterations, MinimumIterations);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(iterations, MaximumIterations);
        Span<byte> local = stackalloc byte[DigestSize], remote = stackalloc byte[DigestSize];
        FirstDigest(localId, localKey, local);
        FirstDigest(remoteId, remoteKey, remote);
        Iterate(local, localKey, remote, remoteKey, iterations - 1);
        string ours = Digits(local), theirs = Digits(remote);
        return new Fingerprint(
            string.CompareOrdinal(ours, theirs) < 0 ? ours + theirs : theirs + ours,
            new ScannableFingerprint(version, local[..ContentSize].ToArray(), remote[..ContentSize].ToArray()));
    }

    private static void FirstDigest(ReadOnlySpan<byte> stableId, IdentityKey key, Span<byte> digest)
    {
        byte[] first = new byte[2 + PublicKey.SerializedSize + stableId.Length + PublicKey.SerializedSize];
        key.PublicKey.Write(first.AsSpan(2));
        stableId.CopyTo(first.AsSpan(2 + PublicKey.SerializedSize));
        key.PublicKey.Write(first.AsSpan(^PublicKey.SerializedSize));
        SHA512.HashData(first, digest);
    }

    private static void Iterate(Span<byte> local, IdentityKey localKey, Span<byte> remote, IdentityKey remoteKey, int times)
    {
        if (TwinSha512.IsSupported)
        {
            Span<byte> keys = stackalloc byte[2 * PublicKey.SerializedSize];
            localKey.PublicKey.Write(keys);
            remoteKey.PublicKey.Write(keys[PublicKey.SerializedSize..]);
            TwinSha512.Iterate(local, keys[..PublicKey.SerializedSize], remote, keys[PublicKey.SerializedSize..], times);
            return;
        }

        IterateWithPlatformHash(local, localKey, times);
        IterateWithPlatformHash(remote, remoteKey, times);
    }

    internal static void IterateWithPlatformHash(Span<byte> digest, IdentityKey key, int times)
    {
        Span<byte> step = stackalloc byte[DigestSize + PublicKey.SerializedSize];
        key.PublicKey.Write(step[DigestSize..]);
        for (int i = 0; i < times; i++)
        {
            digest.CopyTo(step);
            SHA512.HashData(step, digest);
        }
    }

    /// <summary>Six groups of five digits, each from 40 bits.</summary>
    private static string Digits(ReadOnlySpan<byte> digest)
    {
        Span<char> digits = stackalloc char[30];
        for (int group = 0; group < 6; group++)
        {
            ulong value = 0;
            foreach (byte next in digest.Slice(5 * group, 5))
            {
                value = (value << 8) | next;
            }

            _ = (value % 100_000).TryFormat(digits[(5 * group)..], out _, "D5", CultureInfo.InvariantCulture);
        }

        return new string(digits);
    }
}
