using System.Security.Cryptography;
using Tombolo.Signal.Spqr;

namespace Tombolo.Signal;

/// <summary>Encrypts one message in a session and advances it (signal-wire 6.4, 7 and 9.2).</summary>
internal static class MessageEncryptor
{
    public static CiphertextMessage Encrypt(SessionState session, ReadOnlySpan<byte> plaintext, in AddressBinding addresses)
    {
        Span<byte> seed = stackalloc byte[ChainKey.Size], keyMemory = stackalloc byte[MessageKeys.Size];
        Span<byte> salt = stackalloc byte[SpqrState.KeySize], pqRatchet = stackalloc byte[SpqrState.MaxMessageSize];
        Span<byte> binding = stackalloc byte[AddressBinding.Size];

        session.TurnIfDue();
        SpqrState spqr = session.CopySpqr();
        SpqrSent sent = spqr.Send(pqRatchet, salt);
        ChainKey.Step(session.SendingChainKey, seed);
        MessageKeys keys = MessageKeys.Derive(seed, sent.HasKey ? salt : [], keyMemory);
        bool bound = session.Pending is not null && session.Version == MessageVersion.V4 && addresses.TryWriteOutgoing(binding);

        CiphertextMessage message = Write(session, new OutgoingMessage
        {
            Version = session.Version,
            Keys = keys,
            SenderIdentity = session.LocalIdentity,
            ReceiverIdentity = session.RemoteIdentity,
            RatchetKey = session.RatchetPublicKey,
            Counter = session.SendingIndex,
            PreviousCounter = session.PreviousCounter,
            Plaintext = plaintext,
            PqRatchet = pqRatchet[..sent.MessageLength],
            Addresses = bound ? binding : [],
        });

        session.SendingIndex++;
        session.KeepSpqr(spqr);
        CryptographicOperations.ZeroMemory(seed);
        CryptographicOperations.ZeroMemory(salt);
        CryptographicOperations.ZeroMemory(keyMemory);
        return message;
    }

    private static CiphertextMessage Write(SessionState session, in OutgoingMessage message)
    {
        int size = message.Size;
        if (session.Pending is null)
        {
            byte[] plain = new byte[size];
            SignalMessage.Write(message, plain);
            return new CiphertextMessage(CiphertextMessageType.Signal, plain);
        }

        byte[] wrapped = new byte[PreKeySignalMessage.Size(session.Pending, session.LocalRegistrationId, size)];
        SignalMessage.Write(message, PreKeySignalMessage.Write(session, session.Pending, size, wrapped));
        return new CiphertextMessage(CiphertextMessageType.PreKey, wrapped);
    }
}
