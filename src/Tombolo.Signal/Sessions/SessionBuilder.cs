namespace Tombolo.Signal;

/// <summary>Starts sessions with one remote device from its pre-key bundle (signal-wire 9.1). One caller at a time per device.</summary>
public sealed class SessionBuilder
{
    private readonly ISignalStore _store;
    private readonly AddressBinding _addresses;
    private readonly SessionSettings _settings;
    private readonly TimeProvider _time;

    /// <summary>A builder for one pair of devices.</summary>
    /// <param name="store">This device's stores, or a transaction over them.</param>
    /// <param name="localAddress">This device.</param>
    /// <param name="remoteAddress">The device to talk to.</param>
    /// <param name="settings">Which form of the protocol; default <see cref="SessionSettings.Default"/>.</param>
    /// <param name="time">The clock that dates unacknowledged sessions; default the system's.</param>
    public SessionBuilder(
        ISignalStore store, ProtocolAddress localAddress, ProtocolAddress remoteAddress, SessionSettings? settings = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentException.ThrowIfNullOrEmpty(localAddress.Name, nameof(localAddress));
        ArgumentException.ThrowIfNullOrEmpty(remoteAddress.Name, nameof(remoteAddress));
        _store = store;
        _addresses = new AddressBinding(localAddress, remoteAddress);
        _settings = settings ?? SessionSettings.Default;
        _time = time ?? TimeProvider.System;
    }

    /// <summary>
    /// Checks a bundle and starts a session with it, which becomes the current one; a session that was there is kept for
    /// decrypting. Anything but <see cref="SessionStart.Established"/> leaves the store as it was.
    /// </summary>
    public async ValueTask<SessionStart> ProcessBundleAsync(PreKeyBundle bundle, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        bool trusted = await _store
            .IsTrustedIdentityAsync(_addresses.Remote, bundle.IdentityKey, TrustDirection.Sending, cancellationToken)
            .ConfigureAwait(false);
        if (!trusted)
        {
            return SessionStart.UntrustedIdentity;
        }

        if (bundle.KyberPreKey is null && _settings.Mode != SessionMode.V3)
        {
            return SessionStart.MissingKyberPreKey;
        }

        if (!bundle.HasValidSignatures())
        {
            return SessionStart.InvalidSignature;
        }

        IdentityKeyPair identity = await _store.GetIdentityKeyPairAsync(cancellationToken).ConfigureAwait(false);
        uint registrationId = await _store.GetLocalRegistrationIdAsync(cancellationToken).ConfigureAwait(false);
        SessionState? state = InitiatorHandshake.TryStart(bundle, identity, registrationId, _settings, _addresses, _time.GetUtcNow());
        if (state is null)
        {
            return SessionStart.InvalidKey;
        }

        using SessionRecord record = await _store.LoadSessionAsync(_addresses.Remote, cancellationToken).ConfigureAwait(false) ?? new SessionRecord();
        record.Promote(state);
        await _store.SaveIdentityAsync(_addresses.Remote, bundle.IdentityKey, cancellationToken).ConfigureAwait(false);
        await _store.StoreSessionAsync(_addresses.Remote, record, cancellationToken).ConfigureAwait(false);
        return SessionStart.Established;
    }

    /// <summary>
    /// Ends the current session, if there is one: it still decrypts, the next message needs a new bundle. For a user's
    /// "reset session", or before sending again what the other side could not read.
    /// </summary>
    public async ValueTask ArchiveSessionAsync(CancellationToken cancellationToken = default)
    {
        using SessionRecord? record = await _store.LoadSessionAsync(_addresses.Remote, cancellationToken).ConfigureAwait(false);
        if (record is { HasCurrentSession: true })
        {
            record.ArchiveCurrentSession();
            await _store.StoreSessionAsync(_addresses.Remote, record, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Acts on the remote device's complaint that it could not decrypt a message of ours. When the complaint is about the
    /// current session, that session is archived and the result is true: start a new one and send the message again. When it
    /// is about a session that has been replaced since, about a group message or about another device of ours, nothing
    /// changes and the result is false: sending again is enough, or is not ours to do.
    /// </summary>
    public async ValueTask<bool> HandleDecryptionErrorAsync(DecryptionErrorMessage error, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(error);
        if (error.RatchetKey is null || error.DeviceId != _addresses.Local.DeviceId)
        {
            return false;
        }

        using SessionRecord? record = await _store.LoadSessionAsync(_addresses.Remote, cancellationToken).ConfigureAwait(false);
        if (record is null || !record.CurrentRatchetKeyMatches(error.RatchetKey))
        {
            return false;
        }

        record.ArchiveCurrentSession();
        await _store.StoreSessionAsync(_addresses.Remote, record, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
