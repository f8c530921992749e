using System.Security.Cryptography;

namespace Tombolo.Signal;

/// <summary>The Diffie-Hellman ratchet's root chain (Double Ratchet section 2.3; signal-wire 6.2).</summary>
internal static class RootKey
{
    public const int Size = 32;

    private static ReadOnlySpan<byte> Label => "WhisperRatchet"u8;

    /// <summary>
    /// A root step in place: mixes DH(ours, theirs) into <paramref name="rootKey"/> and writes the new chain key. False, with
    /// nothing changed, when the shared secret is zero.
    /// </summary>
    public static bool TryStep(Span<byte> rootKey, ReadOnlySpan<byte> ours, ReadOnlySpan<byte> theirs, Span<byte> chainKey)
    {
        Span<byte> secret = stackalloc byte[32];
        if (!SignalPrimitives.Current.X25519(ours, theirs, secret))
        {
            return false;
        }

        Step(rootKey, secret, chainKey);
        CryptographicOperations.ZeroMemory(secret);
        return true;
    }

    internal static void Step(Span<byte> rootKey, ReadOnlySpan<byte> sharedSecret, Span<byte> chainKey)
    {
        Span<byte> output = stackalloc byte[Size + ChainKey.Size];
        Hmac.DeriveKey(rootKey, sharedSecret, Label, output);
        output[..Size].CopyTo(rootKey);
        output[Size..].CopyTo(chainKey);
        CryptographicOperations.ZeroMemory(output);
    }
}
