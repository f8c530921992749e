using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tombolo.Signal;

/// <summary>
/// What one received message would change in the Double Ratchet. It is computed beside the session and applied by
/// <see cref="Commit"/> only when the message has proved genuine; until then the session is untouched, so that a forgery
/// leaves no trace (Double Ratchet section 3.5).
/// </summary>
internal ref struct PendingReceive : IDisposable
{
    public const int ScratchSize = ChainKey.Size + ChainKey.Size + RootKey.Size;

    private readonly SessionState _session;
    private readonly Span<byte> _scratch;
    private ReceivingChain? _chain;
    private ReadOnlySpan<byte> _newRatchetKey;
    private uint _counter;
    private int _storedAt = -1;
    private byte[]? _skipped;
    private int _skippedSize;

    public PendingReceive(SessionState session, Span<byte> scratch)
    {
        _session = session;
        _scratch = scratch;
    }

    /// <summary>The seed of the message's keys, once <see cref="Prepare"/> has succeeded.</summary>
    public readonly Span<byte> Seed => _scratch[..ChainKey.Size];

    private readonly Span<byte> ChainKeyCopy => _scratch.Slice(ChainKey.Size, ChainKey.Size);

    private readonly Span<byte> RootKeyCopy => _scratch.Slice(2 * ChainKey.Size, RootKey.Size);

    /// <summary>Finds the seed for a message (signal-wire 6.3, steps 1 to 4).</summary>
    public DecryptFailure? Prepare(in SignalMessage message, uint forwardLimit)
    {
        _counter = message.Counter;
        uint index = 0;
        _chain = _session.FindReceivingChain(message.RatchetKey);
        if (_chain is null)
        {
            // Step 1a; step 1b waits until we send. A peer cannot turn again before it has seen our new key.
            _newRatchetKey = message.RatchetKey;
            _session.RootKey.CopyTo(RootKeyCopy);
            if (_session.IsTurnDue || !RootKey.TryStep(RootKeyCopy, _session.RatchetPrivateKey, message.RatchetKey, ChainKeyCopy))
            {
                return DecryptFailure.InvalidMessage;
            }
        }
        else
        {
            index = _chain.Index;
            if (_counter < index)
            {
                return TakeStored(_chain);
            }

            _chain.ChainKey.CopyTo(ChainKeyCopy);
        }

        bool tooFar = _counter - index > forwardLimit || _counter == uint.MaxValue;
        if (tooFar)
        {
            return DecryptFailure.InvalidMessage;
        }

        StepTo(index);
        return null;
    }

    /// <summary>Applies everything.</summary>
    public void Commit()
    {
        if (_storedAt >= 0)
        {
            _chain!.Skipped.RemoveAt(_storedAt);
            return;
        }

        if (_chain is null)
        {
            _chain = new ReceivingChain(_newRatchetKey, ChainKeyCopy);
            RootKeyCopy.CopyTo(_session.RootKey);
            _session.ScheduleTurn();
            _session.AddReceivingChain(_chain);
        }

        ChainKeyCopy.CopyTo(_chain.ChainKey);
        _chain.Index = _counter + 1;
        _chain.Skipped.Append(_skipped.AsSpan(0, _skippedSize));
    }

    /// <summary>Clears what was computed.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_scratch);
        if (_skipped is not null)
        {
            CryptographicOperations.ZeroMemory(_skipped.AsSpan(0, _skippedSize));
            ArrayPool<byte>.Shared.Return(_skipped);
            _skipped = null;
        }
    }

    private DecryptFailure? TakeStored(ReceivingChain chain)
    {
        _storedAt = chain.Skipped.Find(_counter);
        if (_storedAt < 0)
        {
            return DecryptFailure.Duplicate;
        }

        chain.Skipped.SeedAt(_storedAt).CopyTo(Seed);
        return null;
    }

    private void StepTo(uint index)
    {
        uint toKeep = Math.Min(_counter - index, SkippedSeeds.Limit);
        uint firstKept = _counter - toKeep;
        if (toKeep > 0)
        {
            _skipped = ArrayPool<byte>.Shared.Rent((int)toKeep * SkippedSeeds.EntrySize);
        }

        for (uint i = index; i < _counter; i++)
        {
            if (i >= firstKept)
            {
                Span<byte> entry = _skipped.AsSpan(_skippedSize, SkippedSeeds.EntrySize);
                BinaryPrimitives.WriteUInt32LittleEndian(entry, i);
                ChainKey.WriteSeed(ChainKeyCopy, entry[sizeof(uint)..]);
                _skippedSize += SkippedSeeds.EntrySize;
            }

            ChainKey.Advance(ChainKeyCopy);
        }

        ChainKey.Step(ChainKeyCopy, Seed);
    }
}
