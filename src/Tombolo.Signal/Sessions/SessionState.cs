using System.Security.Cryptography;
using Tombolo.Signal.Spqr;

namespace Tombolo.Signal;

/// <summary>
/// One session: the Double Ratchet's variables (Double Ratchet section 3.2), the SPQR state beside them, and what the
/// handshake left behind. All fixed-size keys lie in one block, so that they are stored by one copy and cleared at once.
/// </summary>
internal sealed class SessionState : IDisposable
{
    /// <summary>Receiving chains kept; messages under older ratchet keys cannot be read any more (signal-wire 16).</summary>
    public const int ReceivingChainLimit = 5;

    public const int KeyBlockSize = 7 * 32;

    private readonly byte[] _keys;
    private readonly List<ReceivingChain> _receivingChains;
    private SpqrSlot _spqr;

    public SessionState(byte version)
        : this(version, new byte[KeyBlockSize], new List<ReceivingChain>(1), default)
    {
    }

    internal SessionState(byte version, byte[] keys, List<ReceivingChain> receivingChains, SpqrSlot spqr)
    {
        Version = version;
        _keys = keys;
        _receivingChains = receivingChains;
        _spqr = spqr;
    }

    /// <summary>3 or 4.</summary>
    public byte Version { get; }

    public ReadOnlySpan<byte> KeyBlock => _keys;

    public Span<byte> BaseKey => _keys.AsSpan(0, 32);

    public Span<byte> LocalIdentity => _keys.AsSpan(32, 32);

    public Span<byte> RemoteIdentity => _keys.AsSpan(64, 32);

    public Span<byte> RootKey => _keys.AsSpan(96, 32);

    public Span<byte> RatchetPrivateKey => _keys.AsSpan(128, 32);

    public Span<byte> RatchetPublicKey => _keys.AsSpan(160, 32);

    public Span<byte> SendingChainKey => _keys.AsSpan(192, 32);

    public uint SendingIndex { get; set; }

    public uint PreviousCounter { get; set; }

    public uint LocalRegistrationId { get; set; }

    public uint RemoteRegistrationId { get; set; }

    /// <summary>Whether the next message starts a new sending chain; there is none then.</summary>
    public bool IsTurnDue { get; set; }

    /// <summary>Not null while the session is unacknowledged.</summary>
    public PendingPreKey? Pending { get; set; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<ReceivingChain> ReceivingChains => _receivingChains;

    public ReceivingChain? FindReceivingChain(ReadOnlySpan<byte> remoteRatchetKey)
    {
        // Newest first: that is where nearly every message belongs.
        for (int i = _receivingChains.Count - 1; i >= 0; i--)
        {
            if (_receivingChains[i].RemoteRatchetKey.SequenceEqual(remoteRatchetKey))
            {
                return _receivingChains[i];
            }
        }

        return null;
    }

    public void AddReceivingChain(ReceivingChain chain)
    {
        _receivingChains.Add(chain);
        if (_receivingChains.Count > ReceivingChainLimit)
        {
            _receivingChains[0].Dispose();
            _receivingChains.RemoveAt(0);
        }
    }

    /// <summary>
    /// The peer has shown a new ratchet key: our next message starts a new sending chain. Its key pair is made only then
    /// ("Deferring new ratchet key generation" in the Double Ratchet text), so that it lives shorter and a message received
    /// costs half a turn; the old one is cleared now (signal-wire 6.3, step 1c).
    /// </summary>
    public void ScheduleTurn()
    {
        PreviousCounter = SendingIndex == 0 ? 0 : SendingIndex - 1;
        SendingIndex = 0;
        IsTurnDue = true;
        RatchetPrivateKey.Clear();
        RatchetPublicKey.Clear();
        SendingChainKey.Clear();
    }

    /// <summary>A new ratchet key pair of ours and the sending chain it opens against <paramref name="theirs"/> (signal-wire 6.3, step 1b).</summary>
    /// <returns>False when the shared secret is zero; the session is then not usable.</returns>
    public bool TryTurn(ReadOnlySpan<byte> theirs)
    {
        RandomNumberGenerator.Fill(RatchetPrivateKey);
        PrivateKey.Clamp(RatchetPrivateKey);
        SignalPrimitives.Current.X25519PublicKey(RatchetPrivateKey, RatchetPublicKey);
        IsTurnDue = false;
        return Signal.RootKey.TryStep(RootKey, RatchetPrivateKey, theirs, SendingChainKey);
    }

    /// <summary>Makes sure that there is a sending chain.</summary>
    public void TurnIfDue()
    {
        // The key has passed one agreement when its chain was made; no other private key of ours can give zero with it.
        if (IsTurnDue && !TryTurn(_receivingChains[^1].RemoteRatchetKey))
        {
            throw new CryptographicException("The remote ratchet key has no agreement.");
        }
    }

    /// <summary>Sets the SPQR state of a new session.</summary>
    public void StartSpqr(SpqrState state) => _spqr = new SpqrSlot(state);

    /// <summary>A copy of the SPQR state to work on.</summary>
    public SpqrState CopySpqr() => _spqr.Copy();

    /// <summary>Makes a worked-on copy the session's state; the session owns it from now on.</summary>
    public void KeepSpqr(SpqrState state)
    {
        _spqr.Dispose();
        _spqr = new SpqrSlot(state);
    }

    public int MaxSpqrSize => _spqr.MaxSize;

    public int WriteSpqr(Span<byte> destination) => _spqr.Write(destination);

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_keys);
        foreach (ReceivingChain chain in _receivingChains)
        {
            chain.Dispose();
        }

        _spqr.Dispose();
    }
}
