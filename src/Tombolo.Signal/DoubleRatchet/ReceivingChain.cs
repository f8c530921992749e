using System.Security.Cryptography;

namespace Tombolo.Signal;

/// <summary>The chain of messages that a peer sends under one of its ratchet keys.</summary>
internal sealed class ReceivingChain : IDisposable
{
    private readonly byte[] _keys;

    public ReceivingChain(ReadOnlySpan<byte> remoteRatchetKey, ReadOnlySpan<byte> chainKey, uint index = 0, SkippedSeeds? skipped = null)
    {
        _keys = new byte[PublicKey.RawSize + Signal.ChainKey.Size];
        remoteRatchetKey.CopyTo(_keys);
        chainKey.CopyTo(ChainKey);
        Index = index;
        Skipped = skipped ?? new SkippedSeeds();
    }

    public ReadOnlySpan<byte> RemoteRatchetKey => _keys.AsSpan(0, PublicKey.RawSize);

    public Span<byte> ChainKey => _keys.AsSpan(PublicKey.RawSize);

    /// <summary>Counter of the next message that has not been reached yet.</summary>
    public uint Index { get; set; }

    public SkippedSeeds Skipped { get; }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_keys);
        Skipped.Dispose();
    }
}
