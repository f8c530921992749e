namespace Tombolo.Signal;

/// <summary>A PreKeySignalMessage, type 3 (signal-wire 8.2): version byte and protobuf; the MAC is that of the message inside.</summary>
internal sealed class PreKeySignalMessage
{
    private const int KyberCiphertextSize = 1 + Kyber1024.CiphertextSize;

    public required byte Version { get; init; }

    public required IdentityKey IdentityKey { get; init; }

    public required PublicKey BaseKey { get; init; }

    public required uint RegistrationId { get; init; }

    public required uint SignedPreKeyId { get; init; }

    public uint? PreKeyId { get; init; }

    public uint? KyberPreKeyId { get; init; }

    public ReadOnlyMemory<byte> KyberCiphertext { get; init; }

    /// <summary>The serialised SignalMessage inside.</summary>
    public required ReadOnlyMemory<byte> Message { get; init; }

    public static DecryptFailure? TryParse(ReadOnlyMemory<byte> serialized, out PreKeySignalMessage? message)
    {
        message = null;
        if (serialized.IsEmpty)
        {
            return DecryptFailure.Malformed;
        }

        if (MessageVersion.Read(serialized.Span[0], out byte version) is { } failure)
        {
            return failure;
        }

        message = Parse(serialized, version);
        return message is null ? DecryptFailure.Malformed : null;
    }

    /// <summary>Bytes of a pre-key message around an inner message of the given size.</summary>
    public static int Size(PendingPreKey pending, uint registrationId, int innerSize) =>
        1
        + (pending.PreKeyId is { } id ? ProtobufWriter.UInt64Size(id) : 0)
        + (2 * ProtobufWriter.BytesSize(PublicKey.SerializedSize))
        + ProtobufWriter.BytesSize(innerSize)
        + ProtobufWriter.UInt64Size(registrationId)
        + ProtobufWriter.UInt64Size(pending.SignedPreKeyId)
        + (pending.KyberPreKeyId is { } kyberId ? ProtobufWriter.UInt64Size(kyberId) + ProtobufWriter.BytesSize(KyberCiphertextSize) : 0);

    /// <summary>Writes all fields and hands out the place of the inner message, which the caller fills.</summary>
    public static Span<byte> Write(SessionState session, PendingPreKey pending, int innerSize, Span<byte> destination)
    {
        destination[0] = MessageVersion.ToByte(session.Version);
        ProtobufWriter writer = new(destination[1..]);
        if (pending.PreKeyId is { } id)
        {
            writer.UInt64(1, id);
        }

        writer.PublicKey(2, session.BaseKey);
        writer.PublicKey(3, session.LocalIdentity);
        Span<byte> inner = writer.Reserve(4, innerSize);
        writer.UInt64(5, session.LocalRegistrationId);
        writer.UInt64(6, pending.SignedPreKeyId);
        if (pending.KyberPreKeyId is { } kyberId)
        {
            writer.UInt64(7, kyberId);
            writer.Bytes(8, pending.KyberCiphertext);
        }

        return inner;
    }

    private static PreKeySignalMessage? Parse(ReadOnlyMemory<byte> serialized, byte version)
    {
        ReadOnlySpan<byte> baseKey = [], identityKey = [], message = [], kyberCiphertext = [];
        uint? preKeyId = null, signedPreKeyId = null, kyberPreKeyId = null;
        uint registrationId = 0;
        ProtobufReader reader = new(serialized.Span[1..]);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: preKeyId = reader.UInt32(); break;
                case 2: baseKey = reader.Bytes(); break;
                case 3: identityKey = reader.Bytes(); break;
                case 4: message = reader.Bytes(); break;
                case 5: registrationId = reader.UInt32(); break;
                case 6: signedPreKeyId = reader.UInt32(); break;
                case 7: kyberPreKeyId = reader.UInt32(); break;
                case 8: kyberCiphertext = reader.Bytes(); break;
                default: reader.Skip(); break;
            }
        }

        bool hasKyber = kyberPreKeyId is not null;
        bool kyberFits = hasKyber
            ? kyberCiphertext.Length == KyberCiphertextSize && kyberCiphertext[0] == KyberPublicKey.TypeByte
            : kyberCiphertext.IsEmpty && version == MessageVersion.V3;
        if (reader.Failed || !kyberFits || message.IsEmpty || signedPreKeyId is null
            || !PublicKey.TryDeserialize(baseKey, out PublicKey? parsedBaseKey)
            || !IdentityKey.TryDeserialize(identityKey, out IdentityKey? parsedIdentityKey))
        {
            return null;
        }

        return new PreKeySignalMessage
        {
            Version = version,
            IdentityKey = parsedIdentityKey,
            BaseKey = parsedBaseKey,
            RegistrationId = registrationId,
            SignedPreKeyId = signedPreKeyId.Value,
            PreKeyId = preKeyId,
            KyberPreKeyId = kyberPreKeyId,
            KyberCiphertext = Within(serialized, kyberCiphertext),
            Message = Within(serialized, message),
        };
    }

    /// <summary>The memory of a span that was cut out of <paramref name="whole"/>, without a copy.</summary>
    private static ReadOnlyMemory<byte> Within(ReadOnlyMemory<byte> whole, ReadOnlySpan<byte> part)
    {
        if (part.IsEmpty)
        {
            return default;
        }

        _ = whole.Span.Overlaps(part, out int offset);
        return whole.Slice(offset, part.Length);
    }
}
