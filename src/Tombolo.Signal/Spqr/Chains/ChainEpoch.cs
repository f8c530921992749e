using System.Security.Cryptography;

namespace Tombolo.Signal.Spqr;

/// <summary>
/// The two chains of one epoch, their keys in one block. The sending one is forgotten when a later epoch is sent with.
/// </summary>
internal sealed class ChainEpoch : IDisposable
{
    private readonly byte[] _keys;
    private SkippedKeys? _skipped;

    internal ChainEpoch(ReadOnlySpan<byte> sendingKey, ReadOnlySpan<byte> receivingKey)
    {
        _keys = new byte[2 * SymmetricChain.KeySize];
        sendingKey.CopyTo(_keys);
        receivingKey.CopyTo(_keys.AsSpan(SymmetricChain.KeySize));
        CanSend = true;
    }

    private ChainEpoch(byte[] keys) => _keys = keys;

    internal bool CanSend { get; private set; }

    internal uint SendingCounter { get; private set; }

    internal uint ReceivingCounter { get; private set; }

    private Span<byte> SendingKey => _keys.AsSpan(0, SymmetricChain.KeySize);

    private Span<byte> ReceivingKey => _keys.AsSpan(SymmetricChain.KeySize);

    /// <summary>Steps the sending chain and returns the index of the key.</summary>
    internal uint NextSendingKey(Span<byte> key)
    {
        SendingCounter++;
        SymmetricChain.Step(SendingKey, SendingCounter, key);
        return SendingCounter;
    }

    /// <summary>Takes the key of a received index, stepping and storing as needed.</summary>
    internal SpqrResult Take(uint index, uint maximumJump, Span<byte> key)
    {
        if (index <= ReceivingCounter)
        {
            if (index < ReceivingCounter && (ulong)index + SkippedKeys.Kept < ReceivingCounter)
            {
                return SpqrResult.Trimmed;
            }

            return _skipped is not null && _skipped.TryTake(index, key) ? SpqrResult.Key : SpqrResult.AlreadyRequested;
        }

        if (index - ReceivingCounter > maximumJump)
        {
            return SpqrResult.TooFarAhead;
        }

        while (ReceivingCounter < index)
        {
            ReceivingCounter++;
            SymmetricChain.Step(ReceivingKey, ReceivingCounter, key);
            if (ReceivingCounter < index && (ulong)ReceivingCounter + SkippedKeys.Kept >= index)
            {
                (_skipped ??= new SkippedKeys()).Add(ReceivingCounter, key);
            }
        }

        return SpqrResult.Key;
    }

    internal void ForgetSending()
    {
        CryptographicOperations.ZeroMemory(SendingKey);
        CanSend = false;
        SendingCounter = 0;
    }

    internal ChainEpoch Clone() => new(_keys.AsSpan().ToArray())
    {
        CanSend = CanSend,
        SendingCounter = SendingCounter,
        ReceivingCounter = ReceivingCounter,
        _skipped = _skipped?.Clone(),
    };

    internal int GetMaxSize() => 1 + (2 * (SymmetricChain.KeySize + 5)) + 5 + (_skipped?.Entries.Length ?? 0);

    internal void Write(ref StateWriter writer)
    {
        writer.Byte(CanSend ? (byte)1 : (byte)0);
        if (CanSend)
        {
            writer.Bytes(SendingKey);
            writer.Number(SendingCounter);
        }

        writer.Bytes(ReceivingKey);
        writer.Number(ReceivingCounter);
        writer.Number((ulong)(_skipped?.Count ?? 0));
        writer.Bytes(_skipped is null ? [] : _skipped.Entries);
    }

    internal static ChainEpoch Read(ref StateReader reader)
    {
        ChainEpoch epoch = new(new byte[2 * SymmetricChain.KeySize]);
        if (reader.Byte() == 1)
        {
            reader.Bytes(SymmetricChain.KeySize).CopyTo(epoch.SendingKey);
            epoch.SendingCounter = (uint)reader.Number(uint.MaxValue);
            epoch.CanSend = true;
        }

        reader.Bytes(SymmetricChain.KeySize).CopyTo(epoch.ReceivingKey);
        epoch.ReceivingCounter = (uint)reader.Number(uint.MaxValue);
        int skipped = (int)reader.Number(SkippedKeys.Limit);
        if (skipped > 0)
        {
            epoch._skipped = new SkippedKeys(reader.Bytes(skipped * SkippedKeys.EntrySize));
        }

        return epoch;
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_keys);
        _skipped?.Dispose();
    }
}
