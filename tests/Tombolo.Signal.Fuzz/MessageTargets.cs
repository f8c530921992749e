using Tombolo.Fuzzing;

namespace Tombolo.Signal.Fuzz;

/// <summary>Everything that a stranger can send.</summary>
internal static class MessageTargets
{
    internal static IEnumerable<FuzzTarget> All =>
    [
        new("signal-message", SignalMessageBytes, () => Samples.Messages),
        new("prekey-message", PreKeyMessage, () => Samples.PreKeyMessages),
        new("sender-key-message", SenderKeyMessageBytes, () => Samples.GroupMessages),
        new("distribution-message", Distribution, () => Samples.Distributions),
        new("decryption-error", DecryptionError, () => Samples.DecryptionErrors),
        new("plaintext-content", Plaintext, () => Samples.PlaintextContents),
        new("scannable-fingerprint", input => Samples.Fingerprint.Scannable.Compare(input), () => [Samples.Fingerprint.Scannable.Serialize()]),
        new("public-keys", Keys, () => Samples.Keys),
    ];

    private static void SignalMessageBytes(ReadOnlySpan<byte> input)
    {
        if (SignalMessage.TryParse(input, out SignalMessage message) is null)
        {
            Expect.That(message.Version is 3 or 4, "an accepted message is of a known version");
            Expect.That(message.RatchetKey.Length == PublicKey.RawSize, "the ratchet key has its size");
            Expect.That(message.Ciphertext.Length < input.Length, "the ciphertext lies within the message");
        }
    }

    private static void PreKeyMessage(ReadOnlySpan<byte> input)
    {
        if (PreKeySignalMessage.TryParse(input.ToArray(), out PreKeySignalMessage? message) is null)
        {
            Expect.That(message is not null, "an accepted message is there");
            Expect.That(message!.Message.Length < input.Length, "the inner message lies within");
        }
    }

    private static void SenderKeyMessageBytes(ReadOnlySpan<byte> input)
    {
        if (SenderKeyMessage.TryParse(input, out SenderKeyMessage message) is null)
        {
            _ = message.HasSignatureOf(Samples.Identity.PublicKey.Raw);
        }
    }

    private static void Distribution(ReadOnlySpan<byte> input)
    {
        if (SenderKeyDistributionMessage.TryParse(input, out SenderKeyDistributionMessage? message, out _))
        {
            bool again = SenderKeyDistributionMessage.TryParse(message.Serialize(), out SenderKeyDistributionMessage? second, out _);
            Expect.That(
                again && second!.ChainId == message.ChainId && second.Iteration == message.Iteration
                && second.DistributionId == message.DistributionId && second.SigningKey.Equals(message.SigningKey),
                "a distribution message is written and read as the same");
        }
    }

    private static void DecryptionError(ReadOnlySpan<byte> input)
    {
        if (DecryptionErrorMessage.TryParse(input, out DecryptionErrorMessage? message))
        {
            bool again = DecryptionErrorMessage.TryParse(message.Serialize(), out DecryptionErrorMessage? second);
            Expect.That(
                again && second!.DeviceId == message.DeviceId && second.Timestamp == message.Timestamp
                && Equals(second.RatchetKey, message.RatchetKey),
                "a decryption error is written and read as the same");
        }
    }

    private static void Plaintext(ReadOnlySpan<byte> input) => _ = PlaintextContent.TryParse(input, out _);

    private static void Keys(ReadOnlySpan<byte> input)
    {
        if (PublicKey.TryDeserialize(input, out PublicKey? key))
        {
            Expect.That(key.Serialize().AsSpan().SequenceEqual(input[..PublicKey.SerializedSize]), "a key keeps its bytes");
        }

        if (KyberPublicKey.TryDeserialize(input, out KyberPublicKey? kyber))
        {
            Expect.That(kyber.Serialize().AsSpan().SequenceEqual(input), "a Kyber key keeps its bytes");
        }

        _ = ServiceId.TryParse(System.Text.Encoding.UTF8.GetString(input), out _);
        try
        {
            using IdentityKeyPair pair = IdentityKeyPair.Deserialize(input);
        }
        catch (ArgumentException)
        {
            // The documented refusal.
        }
    }
}
