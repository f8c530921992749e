using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tombolo.Signal.Spqr;

/// <summary>The step of a symmetric chain: one for every message.</summary>
internal static class SymmetricChain
{
    internal const int KeySize = 32;

    /// <summary>Replaces the chain key by the next one and writes the message key with the index <paramref name="counter"/>.</summary>
    internal static void Step(Span<byte> chainKey, uint counter, Span<byte> messageKey)
    {
        ReadOnlySpan<byte> label = "Signal PQ Ratchet V1 Chain Next"u8;
        Span<byte> info = stackalloc byte[sizeof(uint) + label.Length];
        BinaryPrimitives.WriteUInt32BigEndian(info, counter);
        label.CopyTo(info[sizeof(uint)..]);
        Span<byte> output = stackalloc byte[2 * KeySize];
        Hmac.DeriveKey([], chainKey, info, output);
        output[..KeySize].CopyTo(chainKey);
        output[KeySize..].CopyTo(messageKey);
        CryptographicOperations.ZeroMemory(output);
    }
}
