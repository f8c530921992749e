using System.Formats.Cbor;

namespace Tombolo.Content.Codec;

/// <summary>Messages to CBOR and back (draft-ietf-mimi-content-08 section 4). Reading is bounded by <see cref="ContentLimits"/>; definite lengths only.</summary>
public static class ContentCodec
{
    private const int Fields = 7;

    /// <summary>The encoded message: shortest forms, definite lengths, extensions in their given order.</summary>
    /// <exception cref="ArgumentException">The salt has not 16 bytes, or a multipart has less than two parts.</exception>
    public static byte[] Encode(MessageContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.Salt.Length != MessageContent.SaltSize)
        {
            throw new ArgumentException("A salt has 16 bytes.", nameof(content));
        }

        return BoundedCbor.Write(writer => Write(writer, content));
    }

    /// <summary>Reads a message; hostile input gives an error, never an exception.</summary>
    public static ContentResult<MessageContent> Decode(ReadOnlyMemory<byte> bytes) => BoundedCbor.Read(bytes, Read);

    private static void Write(CborWriter writer, MessageContent content)
    {
        writer.WriteStartArray(Fields);
        writer.WriteByteString(content.Salt.Span);
        WriteId(writer, content.Replaces);
        writer.WriteByteString(content.TopicId.Span);
        WriteExpiration(writer, content.Expires);
        WriteId(writer, content.InReplyTo);
        ExtensionCodec.Write(writer, content.Extensions);
        PartCodec.Write(writer, content.Body);
        writer.WriteEndArray();
    }

    private static MessageContent Read(CborReader reader)
    {
        BoundedCbor.StartArray(reader, Fields);
        var salt = reader.ReadByteString();
        BoundedCbor.Require(salt.Length == MessageContent.SaltSize);
        var content = new MessageContent
        {
            Salt = salt,
            Replaces = ReadId(reader),
            TopicId = reader.ReadByteString(),
            Expires = ReadExpiration(reader),
            InReplyTo = ReadId(reader),
            Extensions = ExtensionCodec.Read(reader),
            Body = PartCodec.Read(reader),
        };
        reader.ReadEndArray();
        return content;
    }

    private static void WriteId(CborWriter writer, MessageId? id)
    {
        if (id is { } value)
        {
            writer.WriteByteString(value.ToBytes());
        }
        else
        {
            writer.WriteNull();
        }
    }

    private static MessageId? ReadId(CborReader reader)
    {
        if (reader.PeekState() == CborReaderState.Null)
        {
            reader.ReadNull();
            return null;
        }

        BoundedCbor.Require(MessageId.TryRead(reader.ReadByteString(), out var id));
        return id;
    }

    private static void WriteExpiration(CborWriter writer, Expiration? expiration)
    {
        if (expiration is null)
        {
            writer.WriteNull();
            return;
        }

        writer.WriteStartArray(2);
        writer.WriteBoolean(expiration.IsRelative);
        writer.WriteUInt32(expiration.Seconds);
        writer.WriteEndArray();
    }

    private static Expiration? ReadExpiration(CborReader reader)
    {
        if (reader.PeekState() == CborReaderState.Null)
        {
            reader.ReadNull();
            return null;
        }

        BoundedCbor.StartArray(reader, 2);
        var expiration = new Expiration(reader.ReadBoolean(), reader.ReadUInt32());
        reader.ReadEndArray();
        return expiration;
    }
}
