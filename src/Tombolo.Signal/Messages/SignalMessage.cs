using System.Security.Cryptography;

namespace Tombolo.Signal;

/// <summary>A received SignalMessage, type 2 (signal-wire 8.1): version byte, protobuf, 8 bytes of MAC. A view of the received bytes.</summary>
internal readonly ref struct SignalMessage
{
    public const int MacSize = 8;

    private SignalMessage(ReadOnlySpan<byte> serialized, byte version)
    {
        Serialized = serialized;
        Version = version;
    }

    public ReadOnlySpan<byte> Serialized { get; }

    public byte Version { get; }

    /// <summary>The 32 bytes of the sender's ratchet key.</summary>
    public ReadOnlySpan<byte> RatchetKey { get; private init; }

    public uint Counter { get; private init; }

    public ReadOnlySpan<byte> Ciphertext { get; private init; }

    public ReadOnlySpan<byte> PqRatchet { get; private init; }

    public bool HasAddresses { get; private init; }

    public ReadOnlySpan<byte> Addresses { get; private init; }

    private ReadOnlySpan<byte> Mac => Serialized[^MacSize..];

    private ReadOnlySpan<byte> Authenticated => Serialized[..^MacSize];

    public static DecryptFailure? TryParse(ReadOnlySpan<byte> serialized, out SignalMessage message)
    {
        message = default;
        if (serialized.IsEmpty)
        {
            return DecryptFailure.Malformed;
        }

        if (MessageVersion.Read(serialized[0], out byte version) is { } failure)
        {
            return failure;
        }

        return serialized.Length > MacSize && TryParseFields(serialized, version, out message) ? null : DecryptFailure.Malformed;
    }

    /// <summary>
    /// Writes a message: <paramref name="destination"/> has exactly <see cref="OutgoingMessage.Size"/> bytes. Field order and
    /// the presence of zero counters are Signal's.
    /// </summary>
    public static void Write(in OutgoingMessage message, Span<byte> destination)
    {
        destination[0] = MessageVersion.ToByte(message.Version);
        ProtobufWriter writer = new(destination[1..]);
        writer.PublicKey(1, message.RatchetKey);
        writer.UInt64(2, message.Counter);
        writer.UInt64(3, message.PreviousCounter);
        message.Keys.Encrypt(message.Plaintext, writer.Reserve(4, AesCbc.CiphertextSize(message.Plaintext.Length)));
        if (!message.PqRatchet.IsEmpty)
        {
            writer.Bytes(5, message.PqRatchet);
        }

        if (!message.Addresses.IsEmpty)
        {
            writer.Bytes(6, message.Addresses);
        }

        Span<byte> mac = stackalloc byte[Hmac.Size];
        ComputeMac(message.Keys, message.SenderIdentity, message.ReceiverIdentity, destination[..^MacSize], mac);
        mac[..MacSize].CopyTo(destination[^MacSize..]);
    }

    /// <summary>Compares the MAC in constant time (signal-wire 8.1); the identities are those stored in the session.</summary>
    public bool HasMac(in MessageKeys keys, ReadOnlySpan<byte> senderIdentity, ReadOnlySpan<byte> receiverIdentity)
    {
        Span<byte> mac = stackalloc byte[Hmac.Size];
        ComputeMac(keys, senderIdentity, receiverIdentity, Authenticated, mac);
        return CryptographicOperations.FixedTimeEquals(mac[..MacSize], Mac);
    }

    private static bool TryParseFields(ReadOnlySpan<byte> serialized, byte version, out SignalMessage message)
    {
        ReadOnlySpan<byte> ratchetKey = [], ciphertext = [], pqRatchet = [], addresses = [];
        uint counter = 0;
        bool hasCounter = false, hasCiphertext = false, hasAddresses = false;
        ProtobufReader reader = new(serialized[1..^MacSize]);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: ratchetKey = reader.Bytes(); break;
                case 2: (counter, hasCounter) = (reader.UInt32(), true); break;
                case 3: reader.UInt32(); break; // previous_counter: not used by a receiver
                case 4:
                    ciphertext = reader.Bytes();
                    hasCiphertext = true;
                    break;
                case 5: pqRatchet = reader.Bytes(); break;
                case 6:
                    addresses = reader.Bytes();
                    hasAddresses = true;
                    break;
                default: reader.Skip(); break;
            }
        }

        bool complete = !reader.Failed && hasCounter && hasCiphertext
            && ratchetKey.Length >= PublicKey.SerializedSize && ratchetKey[0] == PublicKey.TypeByte;
        message = !complete ? default : new SignalMessage(serialized, version)
        {
            RatchetKey = ratchetKey[1..PublicKey.SerializedSize],
            Counter = counter,
            Ciphertext = ciphertext,
            PqRatchet = pqRatchet,
            HasAddresses = hasAddresses,
            Addresses = addresses,
        };
        return complete;
    }

    private static void ComputeMac(
        in MessageKeys keys, ReadOnlySpan<byte> senderIdentity, ReadOnlySpan<byte> receiverIdentity, ReadOnlySpan<byte> authenticated, Span<byte> mac)
    {
        Span<byte> identities = stackalloc byte[2 * PublicKey.SerializedSize];
        PublicKey.Write(senderIdentity, identities);
        PublicKey.Write(receiverIdentity, identities[PublicKey.SerializedSize..]);
        Hmac.Compute(keys.MacKey, identities, authenticated, mac);
    }
}
