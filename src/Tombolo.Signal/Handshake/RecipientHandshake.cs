using System.Security.Cryptography;
using Tombolo.Signal.Spqr;

namespace Tombolo.Signal;

/// <summary>The recipient's side of PQXDH and X3DH (signal-wire 5.2 and 5.3).</summary>
internal static class RecipientHandshake
{
    /// <summary>A new session from a pre-key message; null when its base key or a shared secret is unacceptable.</summary>
    public static SessionState? TryAccept(
        PreKeySignalMessage message, RecipientPreKeys preKeys, IdentityKeyPair identity, uint registrationId, SessionSettings settings, in AddressBinding addresses)
    {
        if (!Montgomery.IsCanonicalAndTorsionFree(SignalPrimitives.Current, message.BaseKey.Raw))
        {
            return null;
        }

        Span<byte> derived = stackalloc byte[HandshakeSecrets.OutputSize];
        if (!TryAgree(message, preKeys, identity.PrivateKey, derived))
        {
            return null;
        }

        SessionState state = new(message.Version)
        {
            LocalRegistrationId = registrationId,
            RemoteRegistrationId = message.RegistrationId,
        };
        message.BaseKey.Raw.CopyTo(state.BaseKey);
        identity.PublicKey.Raw.CopyTo(state.LocalIdentity);
        message.IdentityKey.Raw.CopyTo(state.RemoteIdentity);

        // Our first sending chain runs under the signed pre-key itself; the first message we receive turns the ratchet.
        ReadOnlySpan<byte> root = derived[..32], chain = derived[32..64], pqr = derived[64..];
        root.CopyTo(state.RootKey);
        preKeys.SignedPreKey.KeyPair.PrivateKey.Raw.CopyTo(state.RatchetPrivateKey);
        preKeys.SignedPreKey.KeyPair.PublicKey.Raw.CopyTo(state.RatchetPublicKey);
        chain.CopyTo(state.SendingChainKey);
        bool selfSession = addresses.IsSameAccount(state.LocalIdentity, state.RemoteIdentity);
        state.StartSpqr(SpqrState.CreateRecipient(pqr, SpqrChoice.For(settings.Mode, selfSession)));
        CryptographicOperations.ZeroMemory(derived);
        return state;
    }

    private static bool TryAgree(PreKeySignalMessage message, RecipientPreKeys preKeys, PrivateKey identity, Span<byte> derived)
    {
        HandshakeSecrets secrets = new(stackalloc byte[HandshakeSecrets.MemorySize]);
        Span<byte> ours = stackalloc byte[4 * 32], theirs = stackalloc byte[4 * 32];
        preKeys.SignedPreKey.KeyPair.PrivateKey.Raw.CopyTo(ours);
        message.IdentityKey.Raw.CopyTo(theirs);
        identity.Raw.CopyTo(ours[32..]);
        message.BaseKey.Raw.CopyTo(theirs[32..]);
        preKeys.SignedPreKey.KeyPair.PrivateKey.Raw.CopyTo(ours[64..]);
        message.BaseKey.Raw.CopyTo(theirs[64..]);
        preKeys.PreKey?.KeyPair.PrivateKey.Raw.CopyTo(ours[96..]);
        message.BaseKey.Raw.CopyTo(theirs[96..]);
        int used = (preKeys.PreKey is null ? 3 : 4) * 32;

        bool agreed = secrets.TryAddAgreements(ours[..used], theirs[..used])
            && (preKeys.KyberPreKey is null || preKeys.KyberPreKey.KeyPair.TryDecapsulate(message.KyberCiphertext.Span, secrets.Next()));
        secrets.Derive(message.Version, derived);
        CryptographicOperations.ZeroMemory(ours);
        return agreed;
    }
}
