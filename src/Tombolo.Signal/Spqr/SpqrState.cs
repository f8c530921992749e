using System.Security.Cryptography;

namespace Tombolo.Signal.Spqr;

/// <summary>
/// One side of the Sparse Post-Quantum Ratchet: the braid (an ML-KEM-768 exchange spread over many messages), the
/// symmetric chains it feeds, and the negotiation of whether it is used at all. Sources: Signal's specifications "The
/// Double Ratchet Algorithm" revision 3 section 5 and "The ML-KEM Braid Protocol".
/// </summary>
/// <remarks>
/// Sending and receiving change the state in place, also where receiving fails half way. Do both on a
/// <see cref="Clone"/>, keep the clone when the whole message is good, and dispose the other one. Not safe for two threads.
/// </remarks>
internal sealed class SpqrState : IDisposable
{
    internal const int KeySize = 32;
    internal const int MaxMessageSize = SpqrMessage.MaxSize;

    private const byte StorageVersion = 1;

    private SpqrFlags _flags;
    private MessageChains? _chains;
    private BraidState? _braid;

    private SpqrState(SpqrFlags flags, MessageChains? chains, BraidState? braid) =>
        (_flags, _chains, _braid) = (flags, chains, braid);

    /// <summary>False when SPQR is off for this session: nothing is sent, no salt is used.</summary>
    internal bool IsActive => _braid is not null;

    internal BraidState? Braid => _braid;

    internal MessageChains? Chains => _chains;

    /// <param name="pqr">The third 32 bytes of the handshake's output.</param>
    /// <param name="settings">The session's choice.</param>
    internal static SpqrState CreateInitiator(ReadOnlySpan<byte> pqr, SpqrSettings settings) =>
        Create(pqr, settings, SpqrFlags.Initiator);

    /// <inheritdoc cref="CreateInitiator"/>
    internal static SpqrState CreateRecipient(ReadOnlySpan<byte> pqr, SpqrSettings settings) =>
        Create(pqr, settings, SpqrFlags.None);

    /// <summary>Makes the <c>pq_ratchet</c> field of a message and the key to salt it with.</summary>
    /// <param name="message">At least <see cref="MaxMessageSize"/> bytes.</param>
    /// <param name="key">32 bytes.</param>
    internal SpqrSent Send(Span<byte> message, Span<byte> key)
    {
        if (_braid is null || _chains is null)
        {
            return new SpqrSent(0, HasKey: false);
        }

        Span<byte> chunk = stackalloc byte[ErasureCode.ChunkSize];
        Span<byte> epochSecret = stackalloc byte[KeySize];
        BraidPayload payload = BraidMachine.Send(_braid, chunk, epochSecret, out BraidOutcome outcome);
        AddEpoch(outcome, epochSecret);

        // Before the first answer of a peer that may not know SPQR no key can be used: it would ignore the field.
        bool withKey = !_flags.HasFlag(SpqrFlags.Negotiating) || !_flags.HasFlag(SpqrFlags.Negotiable);
        uint index = withKey ? _chains.NextSendingKey(_braid.Epoch - 1, key) : 0;
        return new SpqrSent(SpqrMessage.Write(_braid.Epoch, index, payload, message), withKey);
    }

    /// <summary>Takes in a received <c>pq_ratchet</c> field (empty when the message has none).</summary>
    /// <param name="message">The field as received.</param>
    /// <param name="key">32 bytes, written for <see cref="SpqrResult.Key"/>.</param>
    internal SpqrResult Receive(ReadOnlySpan<byte> message, Span<byte> key)
    {
        if (_braid is null || _chains is null)
        {
            return SpqrResult.NoKey;
        }

        if (message.IsEmpty || message[0] == 0)
        {
            return GiveUp();
        }

        if (message[0] > SpqrMessage.Version)
        {
            return SpqrResult.NoKey;
        }

        return SpqrMessage.TryRead(message, out SpqrMessage parsed)
            ? Advance(_braid, _chains, parsed, key)
            : SpqrResult.Malformed;
    }

    internal SpqrState Clone() => new(_flags, _chains?.Clone(), _braid?.Clone());

    /// <summary>An upper bound of what <see cref="Serialize"/> writes.</summary>
    internal int GetMaxSerializedSize() =>
        2 + (_chains?.GetMaxSize() ?? 0) + (_braid is null ? 0 : BraidStorage.GetMaxSize(_braid));

    /// <summary>Writes the stored form and returns its length.</summary>
    internal int Serialize(Span<byte> destination)
    {
        StateWriter writer = new(destination);
        writer.Byte(StorageVersion);
        writer.Byte((byte)_flags);
        if (_chains is not null && _braid is not null)
        {
            _chains.Write(ref writer);
            BraidStorage.Write(_braid, ref writer);
        }

        return writer.Length;
    }

    /// <summary>Reads a stored form; null when it is damaged or of a later version.</summary>
    internal static SpqrState? Deserialize(ReadOnlySpan<byte> source)
    {
        StateReader reader = new(source);
        byte version = reader.Byte();
        SpqrFlags flags = (SpqrFlags)reader.Byte();
        if (reader.Failed || version != StorageVersion || (flags & ~SpqrFlags.All) != 0)
        {
            return null;
        }

        if (flags.HasFlag(SpqrFlags.Disabled))
        {
            return reader.AtEnd ? new SpqrState(flags, null, null) : null;
        }

        MessageChains chains = MessageChains.Read(ref reader, flags.HasFlag(SpqrFlags.Initiator));
        BraidState? braid = BraidStorage.Read(ref reader);
        SpqrState state = new(flags, chains, braid);
        if (!reader.Failed && reader.AtEnd && braid is not null && chains.CanSendWith(braid.Epoch - 1))
        {
            return state;
        }

        state.Dispose();
        return null;
    }

    public void Dispose()
    {
        _chains?.Dispose();
        _braid?.Dispose();
    }

    private static SpqrState Create(ReadOnlySpan<byte> pqr, SpqrSettings settings, SpqrFlags role)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(pqr.Length, KeySize);
        if (settings.Policy == SpqrPolicy.Off)
        {
            return new SpqrState(role | SpqrFlags.Disabled, null, null);
        }

        SpqrFlags flags = role | SpqrFlags.Negotiating;
        flags |= settings.Policy == SpqrPolicy.Negotiable ? SpqrFlags.Negotiable : SpqrFlags.None;
        flags |= settings.SelfSession ? SpqrFlags.SelfSession : SpqrFlags.None;
        bool initiator = role == SpqrFlags.Initiator;
        return new SpqrState(flags, new MessageChains(pqr, initiator), BraidMachine.Start(initiator, pqr));
    }

    private SpqrResult Advance(BraidState braid, MessageChains chains, in SpqrMessage message, Span<byte> key)
    {
        Span<byte> epochSecret = stackalloc byte[KeySize];
        BraidOutcome outcome = BraidMachine.Receive(braid, message, epochSecret);
        switch (outcome)
        {
            case BraidOutcome.EpochOutOfRange:
                return SpqrResult.EpochOutOfRange;
            case BraidOutcome.BadMac:
                return SpqrResult.BadMac;
            case BraidOutcome.BadEncapsulationKey:
                return SpqrResult.BadEncapsulationKey;
            default:
                AddEpoch(outcome, epochSecret);
                break;
        }

        _flags &= ~SpqrFlags.Negotiating;
        if (message.Epoch == 1 && message.Index == 0)
        {
            return SpqrResult.NoKey;
        }

        uint maximumJump = ForwardLimit.For(_flags.HasFlag(SpqrFlags.SelfSession));
        return chains.TakeReceivingKey(message.Epoch - 1, message.Index, maximumJump, key);
    }

    private SpqrResult GiveUp()
    {
        if (!_flags.HasFlag(SpqrFlags.Negotiable) || !_flags.HasFlag(SpqrFlags.Negotiating))
        {
            return SpqrResult.VersionMismatch;
        }

        Dispose();
        (_chains, _braid) = (null, null);
        _flags |= SpqrFlags.Disabled;
        return SpqrResult.NoKey;
    }

    private void AddEpoch(BraidOutcome outcome, Span<byte> epochSecret)
    {
        if (outcome == BraidOutcome.NewEpochSecret)
        {
            _chains!.AddEpoch(epochSecret);
            CryptographicOperations.ZeroMemory(epochSecret);
        }
    }
}
