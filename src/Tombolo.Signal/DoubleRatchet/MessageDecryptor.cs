using System.Security.Cryptography;
using Tombolo.Signal.Spqr;

namespace Tombolo.Signal;

/// <summary>Decrypts one message in a session (signal-wire 6.3 and 7). The session changes only on success.</summary>
internal static class MessageDecryptor
{
    /// <summary>Null on success; then, and only then, the session has moved on and there is a plaintext.</summary>
    public static DecryptFailure? TryDecrypt(SessionState session, in SignalMessage message, in AddressBinding addresses, out byte[]? plaintext)
    {
        plaintext = null;
        if (message.Version != session.Version)
        {
            return DecryptFailure.InvalidMessage;
        }

        uint forwardLimit = ForwardLimit.For(addresses.IsSameAccount(session.LocalIdentity, session.RemoteIdentity));
        PendingReceive receive = new(session, stackalloc byte[PendingReceive.ScratchSize]);
        try
        {
            return receive.Prepare(message, forwardLimit) ?? TryFinish(session, message, addresses, ref receive, out plaintext);
        }
        finally
        {
            receive.Dispose();
        }
    }

    private static DecryptFailure? TryFinish(
        SessionState session, in SignalMessage message, in AddressBinding addresses, ref PendingReceive receive, out byte[]? plaintext)
    {
        SpqrState spqr = session.CopySpqr();
        plaintext = TryOpen(session, message, addresses, receive.Seed, spqr);
        if (plaintext is null)
        {
            spqr.Dispose();
            return DecryptFailure.InvalidMessage;
        }

        receive.Commit();
        session.KeepSpqr(spqr);
        session.Pending = null;
        return null;
    }

    // SPQR, keys, MAC, addresses, AES: in this order, and every fault the same for the peer.
    private static byte[]? TryOpen(
        SessionState session, in SignalMessage message, in AddressBinding addresses, ReadOnlySpan<byte> seed, SpqrState spqr)
    {
        Span<byte> salt = stackalloc byte[SpqrState.KeySize], keyMemory = stackalloc byte[MessageKeys.Size];
        SpqrResult result = spqr.Receive(message.PqRatchet, salt);
        if (result is not (SpqrResult.Key or SpqrResult.NoKey))
        {
            return null;
        }

        MessageKeys keys = MessageKeys.Derive(seed, result == SpqrResult.Key ? salt : [], keyMemory);
        bool genuine = message.HasMac(keys, session.RemoteIdentity, session.LocalIdentity)
            && (!message.HasAddresses || addresses.Matches(message.Addresses));
        byte[]? plaintext = genuine ? keys.Decrypt(message.Ciphertext) : null;
        CryptographicOperations.ZeroMemory(salt);
        CryptographicOperations.ZeroMemory(keyMemory);
        return plaintext;
    }
}
