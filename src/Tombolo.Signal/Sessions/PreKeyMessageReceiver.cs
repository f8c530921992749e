namespace Tombolo.Signal;

/// <summary>Decrypts pre-key messages, which start sessions (signal-wire 9.3). Stores nothing unless everything succeeded.</summary>
internal sealed class PreKeyMessageReceiver(ISignalStore store, AddressBinding addresses, SessionSettings settings)
{
    private readonly AddressBinding _addresses = addresses;

    public async ValueTask<DecryptResult> DecryptAsync(ReadOnlyMemory<byte> serialized, CancellationToken cancellationToken)
    {
        if (PreKeySignalMessage.TryParse(serialized, out PreKeySignalMessage? message) is { } malformed)
        {
            return DecryptResult.Fail(malformed);
        }

        bool trusted = await store
            .IsTrustedIdentityAsync(_addresses.Remote, message!.IdentityKey, TrustDirection.Receiving, cancellationToken)
            .ConfigureAwait(false);
        if (!trusted)
        {
            return DecryptResult.Fail(DecryptFailure.UntrustedIdentity, message.IdentityKey);
        }

        using SessionRecord record = await store.LoadSessionAsync(_addresses.Remote, cancellationToken).ConfigureAwait(false) ?? new SessionRecord();
        bool isNew = !record.TryPromoteByBaseKey(message.Version, message.BaseKey.Raw);
        if (isNew && await TryStartAsync(record, message, cancellationToken).ConfigureAwait(false) is { } refused)
        {
            return DecryptResult.Fail(refused);
        }

        DecryptFailure? failure = TryDecryptInner(record, message, out byte[]? plaintext);
        return failure is null
            ? await StoreAsync(record, message, isNew, plaintext!, cancellationToken).ConfigureAwait(false)
            : DecryptResult.Fail(failure.Value);
    }

    /// <summary>Steps 3 and 4: the new session becomes the record's current one.</summary>
    private async ValueTask<DecryptFailure?> TryStartAsync(SessionRecord record, PreKeySignalMessage message, CancellationToken cancellationToken)
    {
        // No fallback in either direction: the version is what the settings say, whatever the peer would like.
        if (message.Version != settings.Version || (settings.Mode == SessionMode.V3 && message.KyberPreKeyId is not null))
        {
            return DecryptFailure.InvalidMessage;
        }

        using RecipientPreKeys? preKeys = await LoadPreKeysAsync(message, cancellationToken).ConfigureAwait(false);
        if (preKeys is null)
        {
            return DecryptFailure.MissingPreKey;
        }

        IdentityKeyPair identity = await store.GetIdentityKeyPairAsync(cancellationToken).ConfigureAwait(false);
        uint registrationId = await store.GetLocalRegistrationIdAsync(cancellationToken).ConfigureAwait(false);
        SessionState? state = RecipientHandshake.TryAccept(message, preKeys, identity, registrationId, settings, _addresses);
        if (state is null)
        {
            return DecryptFailure.InvalidMessage;
        }

        record.Promote(state);
        return null;
    }

    private async ValueTask<RecipientPreKeys?> LoadPreKeysAsync(PreKeySignalMessage message, CancellationToken cancellationToken)
    {
        SignedPreKeyRecord? signedPreKey = await store.LoadSignedPreKeyAsync(message.SignedPreKeyId, cancellationToken).ConfigureAwait(false);
        KyberPreKeyRecord? kyberPreKey = message.KyberPreKeyId is { } kyberId
            ? await store.LoadKyberPreKeyAsync(kyberId, cancellationToken).ConfigureAwait(false)
            : null;
        PreKeyRecord? preKey = message.PreKeyId is { } id
            ? await store.LoadPreKeyAsync(id, cancellationToken).ConfigureAwait(false)
            : null;
        bool complete = signedPreKey is not null
            && (kyberPreKey is null) == (message.KyberPreKeyId is null)
            && (preKey is null) == (message.PreKeyId is null);
        if (complete)
        {
            return new RecipientPreKeys(signedPreKey!, kyberPreKey, preKey);
        }

        signedPreKey?.Dispose();
        kyberPreKey?.Dispose();
        preKey?.Dispose();
        return null;
    }

    /// <summary>Step 5: with the current session only; a pre-key message that does not fit it fits none.</summary>
    private DecryptFailure? TryDecryptInner(SessionRecord record, PreKeySignalMessage message, out byte[]? plaintext)
    {
        plaintext = null;
        if (SignalMessage.TryParse(message.Message.Span, out SignalMessage inner) is not null)
        {
            return DecryptFailure.InvalidMessage;
        }

        DecryptFailure? failure = MessageDecryptor.TryDecrypt(record.Current!, inner, _addresses, out plaintext);
        return failure is null or DecryptFailure.Duplicate ? failure : DecryptFailure.InvalidMessage;
    }

    /// <summary>Step 6. Several writes: a store that must survive a crash between them is given as a transaction.</summary>
    private async ValueTask<DecryptResult> StoreAsync(
        SessionRecord record, PreKeySignalMessage message, bool isNew, byte[] plaintext, CancellationToken cancellationToken)
    {
        if (isNew && message.KyberPreKeyId is { } kyberId
            && !await store.MarkKyberPreKeyUsedAsync(kyberId, message.SignedPreKeyId, message.BaseKey, cancellationToken).ConfigureAwait(false))
        {
            return DecryptResult.Fail(DecryptFailure.ReplayedPreKey);
        }

        IdentityChange change = await store.SaveIdentityAsync(_addresses.Remote, message.IdentityKey, cancellationToken).ConfigureAwait(false);
        await store.StoreSessionAsync(_addresses.Remote, record, cancellationToken).ConfigureAwait(false);
        if (isNew && message.PreKeyId is { } id)
        {
            await store.RemovePreKeyAsync(id, cancellationToken).ConfigureAwait(false);
        }

        return DecryptResult.Success(plaintext, message.IdentityKey, change);
    }
}
