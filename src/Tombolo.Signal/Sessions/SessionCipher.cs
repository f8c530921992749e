namespace Tombolo.Signal;

/// <summary>
/// Encrypts to and decrypts from one remote device (signal-wire 9.2 to 9.4). It keeps nothing between calls: all state is
/// in the store. One call at a time per remote device; two at once would use one key twice.
/// </summary>
public sealed class SessionCipher
{
    // Sesame section 4.2 (signal-wire 16): an initiator who was never answered may be talking to a device that is gone.
    private static readonly TimeSpan UnacknowledgedLifetime = TimeSpan.FromDays(30);

    private readonly ISignalStore _store;
    private readonly AddressBinding _addresses;
    private readonly PreKeyMessageReceiver _preKeyReceiver;
    private readonly TimeProvider _time;

    /// <summary>A cipher for one pair of devices.</summary>
    /// <param name="store">This device's stores, or a transaction over them.</param>
    /// <param name="localAddress">This device.</param>
    /// <param name="remoteAddress">The other device.</param>
    /// <param name="settings">Which form of the protocol a peer may start; default <see cref="SessionSettings.Default"/>.</param>
    /// <param name="time">The clock for the age of unacknowledged sessions; default the system's.</param>
    public SessionCipher(
        ISignalStore store, ProtocolAddress localAddress, ProtocolAddress remoteAddress, SessionSettings? settings = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentException.ThrowIfNullOrEmpty(localAddress.Name, nameof(localAddress));
        ArgumentException.ThrowIfNullOrEmpty(remoteAddress.Name, nameof(remoteAddress));
        _store = store;
        _addresses = new AddressBinding(localAddress, remoteAddress);
        _preKeyReceiver = new PreKeyMessageReceiver(store, _addresses, settings ?? SessionSettings.Default);
        _time = time ?? TimeProvider.System;
    }

    /// <summary>
    /// Encrypts in the current session. The store is written before this returns; send the message only when that write is
    /// durable, else a crash could lead to the same key for two messages.
    /// </summary>
    public async ValueTask<EncryptResult> EncryptAsync(ReadOnlyMemory<byte> plaintext, CancellationToken cancellationToken = default)
    {
        using SessionRecord? record = await _store.LoadSessionAsync(_addresses.Remote, cancellationToken).ConfigureAwait(false);
        if (record?.Current is not { } session || HasExpired(session))
        {
            return EncryptResult.Fail(EncryptFailure.NoSession);
        }

        IdentityKey remote = new(session.RemoteIdentity);
        bool trusted = await _store
            .IsTrustedIdentityAsync(_addresses.Remote, remote, TrustDirection.Sending, cancellationToken)
            .ConfigureAwait(false);
        if (!trusted)
        {
            return EncryptResult.Fail(EncryptFailure.UntrustedIdentity, remote);
        }

        CiphertextMessage message = MessageEncryptor.Encrypt(session, plaintext.Span, _addresses);
        await _store.SaveIdentityAsync(_addresses.Remote, remote, cancellationToken).ConfigureAwait(false);
        await _store.StoreSessionAsync(_addresses.Remote, record, cancellationToken).ConfigureAwait(false);
        return EncryptResult.Success(message);
    }

    /// <summary>
    /// Decrypts a message of type <see cref="CiphertextMessageType.Signal"/> or <see cref="CiphertextMessageType.PreKey"/>. The
    /// store is written only on success; save the plaintext in the same transaction, since the message decrypts only once.
    /// </summary>
    public ValueTask<DecryptResult> DecryptAsync(
        CiphertextMessageType type, ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default) => type switch
        {
            CiphertextMessageType.PreKey => _preKeyReceiver.DecryptAsync(message, cancellationToken),
            CiphertextMessageType.Signal => DecryptSignalMessageAsync(message, cancellationToken),
            _ => ValueTask.FromResult(DecryptResult.Fail(DecryptFailure.UnsupportedType)),
        };

    /// <inheritdoc cref="DecryptAsync(CiphertextMessageType, ReadOnlyMemory{byte}, CancellationToken)"/>
    public ValueTask<DecryptResult> DecryptAsync(CiphertextMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return DecryptAsync(message.Type, message.Serialized, cancellationToken);
    }

    private bool HasExpired(SessionState session) =>
        session.Pending is { } pending && pending.CreatedAt + UnacknowledgedLifetime < _time.GetUtcNow();

    private async ValueTask<DecryptResult> DecryptSignalMessageAsync(ReadOnlyMemory<byte> serialized, CancellationToken cancellationToken)
    {
        using SessionRecord? record = await _store.LoadSessionAsync(_addresses.Remote, cancellationToken).ConfigureAwait(false);
        if (TryDecrypt(record, serialized.Span, out byte[]? plaintext) is { } failure)
        {
            return DecryptResult.Fail(failure);
        }

        IdentityKey remote = new(record!.Current!.RemoteIdentity);
        bool trusted = await _store
            .IsTrustedIdentityAsync(_addresses.Remote, remote, TrustDirection.Receiving, cancellationToken)
            .ConfigureAwait(false);
        if (!trusted)
        {
            return DecryptResult.Fail(DecryptFailure.UntrustedIdentity, remote);
        }

        IdentityChange change = await _store.SaveIdentityAsync(_addresses.Remote, remote, cancellationToken).ConfigureAwait(false);
        await _store.StoreSessionAsync(_addresses.Remote, record, cancellationToken).ConfigureAwait(false);
        return DecryptResult.Success(plaintext!, remote, change);
    }

    private DecryptFailure? TryDecrypt(SessionRecord? record, ReadOnlySpan<byte> serialized, out byte[]? plaintext)
    {
        plaintext = null;
        if (SignalMessage.TryParse(serialized, out SignalMessage message) is { } malformed)
        {
            return malformed;
        }

        return record is null || (record.Current is null && record.Previous.Count == 0)
            ? DecryptFailure.NoSession
            : RecordDecryptor.TryDecrypt(record, message, _addresses, out plaintext);
    }
}
