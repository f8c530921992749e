using System.Security.Cryptography;

namespace Tombolo.Signal.Spqr;

/// <summary>
/// Everything one side of the braid remembers: step, epoch, authenticator, and the parts that the step needs (see
/// <see cref="BraidParts"/>). What to do with it is told by <see cref="KeySide"/> and <see cref="CiphertextSide"/>.
/// </summary>
/// <remarks>
/// Long values are kept in their shortest form: the key pair as its 64-byte seed, the open encapsulation as its 32 random
/// bytes. Public parts are never changed in place and may be shared by copies of the state; secret parts are owned and
/// cleared.
/// </remarks>
internal sealed class BraidState : IDisposable
{
    private byte[]? _keySeed;
    private byte[]? _message;

    internal BraidState(BraidStep step, ulong epoch, Authenticator authenticator)
    {
        Step = step;
        Epoch = epoch;
        Authenticator = authenticator;
    }

    internal BraidStep Step { get; private set; }

    /// <summary>Counts from 1; stamps every message.</summary>
    internal ulong Epoch { get; private set; }

    internal Authenticator Authenticator { get; }

    /// <summary>Secret: seed of the own ML-KEM key pair, 64 bytes.</summary>
    internal ReadOnlySpan<byte> KeySeed => _keySeed;

    /// <summary>Secret: the m of the open encapsulation, 32 bytes.</summary>
    internal ReadOnlySpan<byte> Message => _message;

    /// <summary>The other side's rho and H(ek), 64 bytes.</summary>
    internal byte[]? Header { get; private set; }

    /// <summary>The first ciphertext part, 960 bytes, when it is not what is being sent.</summary>
    internal byte[]? FirstCiphertext { get; private set; }

    /// <summary>The second ciphertext part and its MAC, 160 bytes, waiting for the acknowledgement.</summary>
    internal byte[]? Reply { get; private set; }

    internal OutgoingChunks? Outgoing { get; private set; }

    internal IncomingChunks? Incoming { get; private set; }

    /// <summary>Goes to another step of the same epoch, dropping every part that is not given here.</summary>
    internal void Become(
        BraidStep step,
        byte[]? header = null,
        byte[]? firstCiphertext = null,
        byte[]? reply = null,
        OutgoingChunks? outgoing = null,
        IncomingChunks? incoming = null)
    {
        Step = step;
        Header = header;
        FirstCiphertext = firstCiphertext;
        Reply = reply;
        Outgoing = outgoing;
        Incoming = incoming;
        BraidParts parts = step.Parts();
        if (!parts.HasFlag(BraidParts.KeySeed))
        {
            Clear(ref _keySeed);
        }

        if (!parts.HasFlag(BraidParts.Message))
        {
            Clear(ref _message);
        }
    }

    /// <summary>Begins the next epoch on the other side of the exchange.</summary>
    internal void BeginNextEpoch(BraidStep step, IncomingChunks? incoming)
    {
        Become(step, incoming: incoming);
        Epoch++;
    }

    /// <summary>Takes ownership of a fresh secret.</summary>
    internal void OwnKeySeed(byte[] seed) => _keySeed = seed;

    /// <inheritdoc cref="OwnKeySeed"/>
    internal void OwnMessage(byte[] message) => _message = message;

    internal BraidState Clone() => new(Step, Epoch, Authenticator.Clone())
    {
        _keySeed = _keySeed?.AsSpan().ToArray(),
        _message = _message?.AsSpan().ToArray(),
        Header = Header,
        FirstCiphertext = FirstCiphertext,
        Reply = Reply,
        Outgoing = Outgoing?.Clone(),
        Incoming = Incoming?.Clone(),
    };

    public void Dispose()
    {
        Clear(ref _keySeed);
        Clear(ref _message);
        Authenticator.Dispose();
    }

    private static void Clear(ref byte[]? secret)
    {
        CryptographicOperations.ZeroMemory(secret);
        secret = null;
    }
}
