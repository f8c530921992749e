using System.Security.Cryptography;

namespace Tombolo.Signal;

/// <summary>
/// Encrypts once for a whole group and decrypts what its members sent (signal-wire 11). One call at a time per sender and
/// distribution. When somebody leaves, start a new distribution id or chain: those who have the old keys can read on.
/// </summary>
public sealed class GroupCipher
{
    private readonly ISenderKeyStore _store;
    private readonly ProtocolAddress _localAddress;

    /// <summary>A cipher for this device.</summary>
    public GroupCipher(ISenderKeyStore store, ProtocolAddress localAddress)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentException.ThrowIfNullOrEmpty(localAddress.Name, nameof(localAddress));
        _store = store;
        _localAddress = localAddress;
    }

    /// <summary>
    /// What the other members need to read this device's messages from now on; makes the chain at first use. Send it to each
    /// of them in a pairwise session.
    /// </summary>
    public async ValueTask<SenderKeyDistributionMessage> CreateDistributionMessageAsync(Guid distributionId, CancellationToken cancellationToken = default)
    {
        using SenderKeyRecord record = await _store.LoadSenderKeyAsync(_localAddress, distributionId, cancellationToken).ConfigureAwait(false)
            ?? new SenderKeyRecord();
        SenderKeyState state = record.Current ?? record.AddGenerated();
        await _store.StoreSenderKeyAsync(_localAddress, distributionId, record, cancellationToken).ConfigureAwait(false);
        return SenderKeyDistributionMessage.Create(distributionId, state);
    }

    /// <summary>
    /// Starts a new chain that nobody has the keys of yet, for instance after a member left; distribute it before the next
    /// message.
    /// </summary>
    public async ValueTask<SenderKeyDistributionMessage> RotateAsync(Guid distributionId, CancellationToken cancellationToken = default)
    {
        using SenderKeyRecord record = await _store.LoadSenderKeyAsync(_localAddress, distributionId, cancellationToken).ConfigureAwait(false)
            ?? new SenderKeyRecord();
        SenderKeyState state = record.AddGenerated();
        await _store.StoreSenderKeyAsync(_localAddress, distributionId, record, cancellationToken).ConfigureAwait(false);
        return SenderKeyDistributionMessage.Create(distributionId, state);
    }

    /// <summary>Takes in a member's distribution message; the sender is the address whose pairwise session it came through.</summary>
    public async ValueTask ProcessDistributionMessageAsync(
        ProtocolAddress sender, SenderKeyDistributionMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(sender.Name, nameof(sender));
        ArgumentNullException.ThrowIfNull(message);
        using SenderKeyRecord record = await _store.LoadSenderKeyAsync(sender, message.DistributionId, cancellationToken).ConfigureAwait(false)
            ?? new SenderKeyRecord();
        record.Add(message.ChainId, message.Iteration, message.ChainKey, message.SigningKey);
        await _store.StoreSenderKeyAsync(sender, message.DistributionId, record, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Encrypts under this device's newest chain; fails only when none has been made.</summary>
    public async ValueTask<EncryptResult> EncryptAsync(Guid distributionId, ReadOnlyMemory<byte> plaintext, CancellationToken cancellationToken = default)
    {
        using SenderKeyRecord? record = await _store.LoadSenderKeyAsync(_localAddress, distributionId, cancellationToken).ConfigureAwait(false);
        if (record?.Current is not { CanSend: true, Iteration: < uint.MaxValue } state)
        {
            return EncryptResult.Fail(EncryptFailure.NoSenderKey);
        }

        byte[] message = SenderKeyMessage.Create(distributionId, state, plaintext.Span);
        await _store.StoreSenderKeyAsync(_localAddress, distributionId, record, cancellationToken).ConfigureAwait(false);
        return EncryptResult.Success(new CiphertextMessage(CiphertextMessageType.SenderKey, message));
    }

    /// <summary>
    /// Decrypts a message of type <see cref="CiphertextMessageType.SenderKey"/> from a member. The store is written only on
    /// success.
    /// </summary>
    public async ValueTask<DecryptResult> DecryptAsync(ProtocolAddress sender, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(sender.Name, nameof(sender));
        if (SenderKeyMessage.TryParse(message.Span, out SenderKeyMessage parsed) is { } malformed)
        {
            return DecryptResult.Fail(malformed);
        }

        Guid distributionId = parsed.DistributionId;
        using SenderKeyRecord? record = await _store.LoadSenderKeyAsync(sender, distributionId, cancellationToken).ConfigureAwait(false);
        if (TryDecrypt(record, message.Span, out byte[]? plaintext) is { } failure)
        {
            return DecryptResult.Fail(failure);
        }

        await _store.StoreSenderKeyAsync(sender, distributionId, record!, cancellationToken).ConfigureAwait(false);
        return DecryptResult.Success(plaintext!, identity: null, IdentityChange.None);
    }

    private static DecryptFailure? TryDecrypt(SenderKeyRecord? record, ReadOnlySpan<byte> serialized, out byte[]? plaintext)
    {
        plaintext = null;
        _ = SenderKeyMessage.TryParse(serialized, out SenderKeyMessage message);
        if (record?.Find(message.ChainId) is not { } state)
        {
            return DecryptFailure.NoSenderKey;
        }

        if (!message.HasSignatureOf(state.SigningPublicKey))
        {
            return DecryptFailure.InvalidMessage;
        }

        Span<byte> seed = stackalloc byte[ChainKey.Size];
        DecryptFailure? failure = state.TryTakeSeed(message.Iteration, seed);
        plaintext = failure is null ? SenderMessageKeys.Decrypt(seed, message.Ciphertext) : null;
        CryptographicOperations.ZeroMemory(seed);
        return failure ?? (plaintext is null ? DecryptFailure.InvalidMessage : null);
    }
}
