using System.Security.Cryptography;
using Tombolo.Signal.Spqr;

namespace Tombolo.Signal;

/// <summary>The initiator's side of PQXDH and X3DH (signal-wire 5.1 and 5.3), with the first step of the ratchet.</summary>
internal static class InitiatorHandshake
{
    /// <summary>A new unacknowledged session from a bundle whose signatures have been checked; null when a key is unusable.</summary>
    public static SessionState? TryStart(
        PreKeyBundle bundle, IdentityKeyPair identity, uint registrationId, SessionSettings settings, in AddressBinding addresses, DateTimeOffset now)
    {
        using PrivateKey baseKey = PrivateKey.Generate();
        byte[] kyberCiphertext = settings.Mode == SessionMode.V3 ? [] : new byte[1 + Kyber1024.CiphertextSize];
        Span<byte> derived = stackalloc byte[HandshakeSecrets.OutputSize];
        if (!TryAgree(bundle, identity.PrivateKey, baseKey, settings.Version, kyberCiphertext, derived))
        {
            return null;
        }

        SessionState state = new(settings.Version)
        {
            LocalRegistrationId = registrationId,
            RemoteRegistrationId = bundle.RegistrationId,
            Pending = new PendingPreKey
            {
                SignedPreKeyId = bundle.SignedPreKeyId,
                PreKeyId = bundle.PreKey?.Id,
                KyberPreKeyId = settings.Mode == SessionMode.V3 ? null : bundle.KyberPreKey?.Id,
                KyberCiphertext = kyberCiphertext,
                CreatedAt = now,
            },
        };
        identity.PublicKey.Raw.CopyTo(state.LocalIdentity);
        bundle.IdentityKey.Raw.CopyTo(state.RemoteIdentity);
        SignalPrimitives.Current.X25519PublicKey(baseKey.Raw, state.BaseKey);

        ReadOnlySpan<byte> root = derived[..32], chain = derived[32..64], pqr = derived[64..];
        root.CopyTo(state.RootKey);
        state.AddReceivingChain(new ReceivingChain(bundle.SignedPreKey.Raw, chain));
        bool usable = state.TryTurn(bundle.SignedPreKey.Raw);
        bool selfSession = addresses.IsSameAccount(state.LocalIdentity, state.RemoteIdentity);
        state.StartSpqr(SpqrState.CreateInitiator(pqr, SpqrChoice.For(settings.Mode, selfSession)));
        CryptographicOperations.ZeroMemory(derived);
        return usable ? state : null;
    }

    private static bool TryAgree(
        PreKeyBundle bundle, PrivateKey identity, PrivateKey baseKey, byte version, Span<byte> kyberCiphertext, Span<byte> derived)
    {
        HandshakeSecrets secrets = new(stackalloc byte[HandshakeSecrets.MemorySize]);
        Span<byte> ours = stackalloc byte[4 * 32], theirs = stackalloc byte[4 * 32];
        identity.Raw.CopyTo(ours);
        bundle.SignedPreKey.Raw.CopyTo(theirs);
        baseKey.Raw.CopyTo(ours[32..]);
        bundle.IdentityKey.Raw.CopyTo(theirs[32..]);
        baseKey.Raw.CopyTo(ours[64..]);
        bundle.SignedPreKey.Raw.CopyTo(theirs[64..]);
        baseKey.Raw.CopyTo(ours[96..]);
        bundle.PreKey?.PublicKey.Raw.CopyTo(theirs[96..]);
        int used = (bundle.PreKey is null ? 3 : 4) * 32;

        bool agreed = secrets.TryAddAgreements(ours[..used], theirs[..used])
            && (version == MessageVersion.V3 || TryEncapsulate(bundle.KyberPreKey!, kyberCiphertext, secrets.Next()));
        secrets.Derive(version, derived);
        CryptographicOperations.ZeroMemory(ours);
        return agreed;
    }

    private static bool TryEncapsulate(SignedKyberPreKey preKey, Span<byte> ciphertext, Span<byte> sharedSecret)
    {
        ciphertext[0] = KyberPublicKey.TypeByte;
        return Kyber1024.TryEncapsulate(preKey.PublicKey.Raw, ciphertext[1..], sharedSecret);
    }
}
