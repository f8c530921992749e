namespace Tombolo.Signal;

/// <summary>Finds the session of a record that a SignalMessage belongs to (signal-wire 9.4).</summary>
internal static class RecordDecryptor
{
    /// <summary>
    /// Tries the current session, then the previous ones, newest first; success in a previous one makes it the current one.
    /// A duplicate ends the search: the session is found, the message is old.
    /// </summary>
    public static DecryptFailure? TryDecrypt(SessionRecord record, in SignalMessage message, in AddressBinding addresses, out byte[]? plaintext)
    {
        plaintext = null;
        if (record.Current is { } current)
        {
            DecryptFailure? failure = MessageDecryptor.TryDecrypt(current, message, addresses, out plaintext);
            if (failure is null or DecryptFailure.Duplicate)
            {
                return failure;
            }
        }

        for (int i = 0; i < record.Previous.Count; i++)
        {
            if (!SessionStateFormat.TryPeek(record.Previous[i].Span, out byte version, out _) || version != message.Version
                || record.TryReadPrevious(i) is not { } previous)
            {
                continue;
            }

            DecryptFailure? failure = MessageDecryptor.TryDecrypt(previous, message, addresses, out plaintext);
            if (failure is null)
            {
                record.PromotePrevious(i, previous);
                return null;
            }

            previous.Dispose();
            if (failure == DecryptFailure.Duplicate)
            {
                return failure;
            }
        }

        return DecryptFailure.InvalidMessage;
    }
}
