using System.Diagnostics.CodeAnalysis;

namespace Tombolo.Signal;

/// <summary>
/// "I could not decrypt this, send it again": tells the sender which session and which message are meant (signal-wire 14).
/// It travels as <see cref="PlaintextContent"/>, unencrypted but inside whatever the transport protects.
/// </summary>
public sealed class DecryptionErrorMessage
{
    private DecryptionErrorMessage(PublicKey? ratchetKey, DateTimeOffset timestamp, uint deviceId) =>
        (RatchetKey, Timestamp, DeviceId) = (ratchetKey, timestamp, deviceId);

    /// <summary>The sender's ratchet key in the failed message; null for a group message.</summary>
    public PublicKey? RatchetKey { get; }

    /// <summary>The sender's time of the failed message, to the millisecond.</summary>
    public DateTimeOffset Timestamp { get; }

    /// <summary>The device that sent the failed message.</summary>
    public uint DeviceId { get; }

    /// <summary>Makes the complaint about a received message; null when its bytes do not even show which session it is of.</summary>
    /// <param name="type">Type of the failed message: Signal, PreKey or SenderKey.</param>
    /// <param name="message">Its bytes.</param>
    /// <param name="timestamp">The time its sender gave it.</param>
    /// <param name="senderDeviceId">The device that sent it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The type is not one that can fail to decrypt.</exception>
    public static DecryptionErrorMessage? CreateFor(
        CiphertextMessageType type, ReadOnlyMemory<byte> message, DateTimeOffset timestamp, uint senderDeviceId)
    {
        switch (type)
        {
            case CiphertextMessageType.SenderKey:
                return new DecryptionErrorMessage(null, timestamp, senderDeviceId);
            case CiphertextMessageType.PreKey:
                return PreKeySignalMessage.TryParse(message, out PreKeySignalMessage? outer) is null
                    ? CreateFor(CiphertextMessageType.Signal, outer!.Message, timestamp, senderDeviceId)
                    : null;
            case CiphertextMessageType.Signal:
                return SignalMessage.TryParse(message.Span, out SignalMessage parsed) is null
                    ? new DecryptionErrorMessage(new PublicKey(parsed.RatchetKey), timestamp, senderDeviceId)
                    : null;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "A message of this type is not encrypted.");
        }
    }

    /// <summary>Reads a complaint; false when the bytes are not one.</summary>
    public static bool TryParse(ReadOnlySpan<byte> serialized, [NotNullWhen(true)] out DecryptionErrorMessage? message)
    {
        ReadOnlySpan<byte> ratchetKey = [];
        ulong? timestamp = null;
        uint deviceId = 0;
        bool hasRatchetKey = false;
        ProtobufReader reader = new(serialized);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    ratchetKey = reader.Bytes();
                    hasRatchetKey = true;
                    break;
                case 2: timestamp = reader.UInt64(); break;
                case 3: deviceId = reader.UInt32(); break;
                default: reader.Skip(); break;
            }
        }

        PublicKey? key = null;
        bool valid = !reader.Failed
            && timestamp <= (ulong)DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            && (!hasRatchetKey || PublicKey.TryDeserialize(ratchetKey, out key));
        message = valid ? new DecryptionErrorMessage(key, DateTimeOffset.FromUnixTimeMilliseconds((long)timestamp!.Value), deviceId) : null;
        return valid;
    }

    /// <summary>Protobuf: 1 ratchet key (33 bytes, absent for groups), 2 timestamp (ms since 1970), 3 device id.</summary>
    public byte[] Serialize()
    {
        ulong timestamp = (ulong)Math.Max(0, Timestamp.ToUnixTimeMilliseconds());
        byte[] serialized = new byte[
            (RatchetKey is null ? 0 : ProtobufWriter.BytesSize(PublicKey.SerializedSize))
            + ProtobufWriter.UInt64Size(timestamp)
            + ProtobufWriter.UInt64Size(DeviceId)];
        ProtobufWriter writer = new(serialized);
        if (RatchetKey is not null)
        {
            writer.PublicKey(1, RatchetKey.Raw);
        }

        writer.UInt64(2, timestamp);
        writer.UInt64(3, DeviceId);
        return serialized;
    }
}
