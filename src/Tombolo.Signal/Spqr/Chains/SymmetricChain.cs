using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tombolo.Signal.Spqr;

/// <summary>One direction of one epoch: a chain key and a counter, stepped once for every message.</summary>
internal sealed class SymmetricChain : IDisposable
{
    internal const int KeySize = 32;

    private readonly byte[] _key;

    internal SymmetricChain(ReadOnlySpan<byte> key, uint counter = 0)
    {
        _key = key.ToArray();
        Counter = counter;
    }

    internal uint Counter { get; private set; }

    internal ReadOnlySpan<byte> Key => _key;

    internal void Next(Span<byte> messageKey)
    {
        ReadOnlySpan<byte> label = "Signal PQ Ratchet V1 Chain Next"u8;
        Span<byte> info = stackalloc byte[sizeof(uint) + label.Length];
        Counter++;
        BinaryPrimitives.WriteUInt32BigEndian(info, Counter);
        label.CopyTo(info[sizeof(uint)..]);
        Span<byte> output = stackalloc byte[2 * KeySize];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, output, [], info);
        output[..KeySize].CopyTo(_key);
        output[KeySize..].CopyTo(messageKey);
        CryptographicOperations.ZeroMemory(output);
    }

    internal SymmetricChain Clone() => new(_key, Counter);

    public void Dispose() => CryptographicOperations.ZeroMemory(_key);
}
