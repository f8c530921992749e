using System.Security.Cryptography;

namespace Tombolo.Signal.Spqr;

/// <summary>
/// The symmetric chains: per epoch one in each direction, all hanging on a root that every epoch secret moves on. Epoch 0
/// comes from the handshake key.
/// </summary>
/// <remarks>
/// Kept are the epoch last sent with, the one before it (for messages still under way) and all newer ones. The list is
/// short: an epoch is only made by an answer of the other side to a key sent in the epoch before.
/// </remarks>
internal sealed class MessageChains : IDisposable
{
    /// <summary>More epochs than an honest pair of states can hold at once; a stored state with more is refused.</summary>
    private const int MaxEpochs = 8;

    private const int RootSize = 32;

    private readonly byte[] _nextRoot;
    private readonly List<ChainEpoch> _epochs;
    private readonly bool _initiator;
    private ulong _oldest;
    private ulong _lastSent;

    internal MessageChains(ReadOnlySpan<byte> handshakeKey, bool initiator)
    {
        _initiator = initiator;
        _nextRoot = new byte[RootSize];
        _epochs = new List<ChainEpoch>(2);
        Derive([], handshakeKey, "Signal PQ Ratchet V1 Chain  Start"u8);
    }

    private MessageChains(byte[] nextRoot, List<ChainEpoch> epochs, bool initiator, ulong oldest, ulong lastSent)
    {
        (_nextRoot, _epochs, _initiator, _oldest, _lastSent) = (nextRoot, epochs, initiator, oldest, lastSent);
    }

    internal ReadOnlySpan<byte> NextRoot => _nextRoot;

    internal ulong Newest => _oldest + (ulong)_epochs.Count - 1;

    internal int EpochCount => _epochs.Count;

    internal bool CanSendWith(ulong epoch) => epoch >= _lastSent && epoch >= _oldest && epoch <= Newest;

    internal void AddEpoch(ReadOnlySpan<byte> secret) =>
        Derive(_nextRoot, secret, "Signal PQ Ratchet V1 Chain Add Epoch"u8);

    /// <summary>Steps the sending chain of an epoch and returns the index of the key.</summary>
    internal uint NextSendingKey(ulong epoch, Span<byte> key)
    {
        if (epoch > _lastSent)
        {
            while (_oldest + 1 < epoch)
            {
                _epochs[0].Dispose();
                _epochs.RemoveAt(0);
                _oldest++;
            }

            for (ulong older = _oldest; older < epoch; older++)
            {
                _epochs[(int)(older - _oldest)].ForgetSending();
            }

            _lastSent = epoch;
        }

        ChainEpoch current = _epochs[(int)(epoch - _oldest)];
        return current.CanSend
            ? current.NextSendingKey(key)
            : throw new InvalidOperationException("An epoch older than the last one sent with cannot be sent with again.");
    }

    internal SpqrResult TakeReceivingKey(ulong epoch, uint index, uint maximumJump, Span<byte> key)
    {
        if (epoch < _oldest)
        {
            return SpqrResult.Trimmed;
        }

        return epoch > Newest
            ? SpqrResult.EpochOutOfRange
            : _epochs[(int)(epoch - _oldest)].Take(index, maximumJump, key);
    }

    internal MessageChains Clone()
    {
        List<ChainEpoch> epochs = new(_epochs.Count + 1);
        foreach (ChainEpoch epoch in _epochs)
        {
            epochs.Add(epoch.Clone());
        }

        return new MessageChains(_nextRoot.AsSpan().ToArray(), epochs, _initiator, _oldest, _lastSent);
    }

    internal int GetMaxSize()
    {
        int size = RootSize + 10 + 10 + 1;
        foreach (ChainEpoch epoch in _epochs)
        {
            size += epoch.GetMaxSize();
        }

        return size;
    }

    internal void Write(ref StateWriter writer)
    {
        writer.Bytes(_nextRoot);
        writer.Number(_oldest);
        writer.Number(_lastSent);
        writer.Byte((byte)_epochs.Count);
        foreach (ChainEpoch epoch in _epochs)
        {
            epoch.Write(ref writer);
        }
    }

    internal static MessageChains Read(ref StateReader reader, bool initiator)
    {
        byte[] nextRoot = reader.Array(RootSize);
        ulong oldest = reader.Number(ulong.MaxValue - MaxEpochs);
        ulong lastSent = reader.Number(ulong.MaxValue);
        int count = reader.Byte();
        if (count is 0 or > MaxEpochs || lastSent > oldest + (ulong)count - 1)
        {
            reader.Fail();
        }

        List<ChainEpoch> epochs = new(Math.Min(count, MaxEpochs) + 1);
        for (int i = 0; i < count && !reader.Failed; i++)
        {
            ChainEpoch epoch = ChainEpoch.Read(ref reader);
            epochs.Add(epoch);
            if (!epoch.CanSend && oldest + (ulong)i >= lastSent)
            {
                reader.Fail();
            }
        }

        return new MessageChains(nextRoot, epochs, initiator, oldest, lastSent);
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_nextRoot);
        foreach (ChainEpoch epoch in _epochs)
        {
            epoch.Dispose();
        }

        _epochs.Clear();
    }

    private void Derive(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> info)
    {
        Span<byte> output = stackalloc byte[RootSize + (2 * SymmetricChain.KeySize)];
        Hmac.DeriveKey(salt, secret, info, output);
        output[..RootSize].CopyTo(_nextRoot);
        ReadOnlySpan<byte> forward = output.Slice(RootSize, SymmetricChain.KeySize);
        ReadOnlySpan<byte> backward = output[(RootSize + SymmetricChain.KeySize)..];
        _epochs.Add(_initiator ? new ChainEpoch(forward, backward) : new ChainEpoch(backward, forward));
        CryptographicOperations.ZeroMemory(output);
    }
}
