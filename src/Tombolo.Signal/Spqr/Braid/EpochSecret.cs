using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tombolo.Signal.Spqr;

/// <summary>The secret of an epoch, from the shared key of its encapsulation.</summary>
internal static class EpochSecret
{
    /// <summary>Derives the secret, clears the shared key and moves the authenticator on, as both sides do at once.</summary>
    internal static void Derive(BraidState state, Span<byte> sharedKey, Span<byte> secret)
    {
        Derive(state.Epoch, sharedKey, secret);
        CryptographicOperations.ZeroMemory(sharedKey);
        state.Authenticator.Update(state.Epoch, secret);
    }

    internal static void Derive(ulong epoch, ReadOnlySpan<byte> sharedKey, Span<byte> secret)
    {
        ReadOnlySpan<byte> label = "Signal_PQCKA_V1_MLKEM768:SCKA Key"u8;
        Span<byte> info = stackalloc byte[label.Length + sizeof(ulong)];
        label.CopyTo(info);
        BinaryPrimitives.WriteUInt64BigEndian(info[label.Length..], epoch);
        Hmac.DeriveKey([], sharedKey, info, secret);
    }
}
