using System.Formats.Cbor;
using Tombolo.Content.Codec;

namespace Tombolo.Content;

/// <summary>What an MLS receiver derives beside the content (<c>MessageDerivedValues</c> of the specification).</summary>
public sealed record DerivedValues
{
    private const int Fields = 7;

    /// <summary>The message's id.</summary>
    public required MessageId MessageId { get; init; }

    /// <summary>When the hub took it, milliseconds since 1970 (UTC).</summary>
    public required ulong AcceptedMilliseconds { get; init; }

    /// <summary>The MLS group.</summary>
    public required ReadOnlyMemory<byte> GroupId { get; init; }

    /// <summary>The sender's leaf in the group.</summary>
    public required uint SenderLeafIndex { get; init; }

    /// <summary>The sending device.</summary>
    public required string SenderClientUri { get; init; }

    /// <summary>The sending person.</summary>
    public required string SenderUserUri { get; init; }

    /// <summary>The room.</summary>
    public required string RoomUri { get; init; }

    /// <summary>Reads the values; an extended time (tag 1001) is not read.</summary>
    public static ContentResult<DerivedValues> Decode(ReadOnlyMemory<byte> bytes) => BoundedCbor.Read(bytes, Read);

    /// <summary>The encoded values.</summary>
    public byte[] Encode() => BoundedCbor.Write(Write);

    private static DerivedValues Read(CborReader reader)
    {
        BoundedCbor.StartArray(reader, Fields);
        BoundedCbor.Require(MessageId.TryRead(reader.ReadByteString(), out var id));
        var values = new DerivedValues
        {
            MessageId = id,
            AcceptedMilliseconds = reader.ReadUInt64(),
            GroupId = reader.ReadByteString(),
            SenderLeafIndex = reader.ReadUInt32(),
            SenderClientUri = reader.ReadTextString(),
            SenderUserUri = reader.ReadTextString(),
            RoomUri = reader.ReadTextString(),
        };
        reader.ReadEndArray();
        return values;
    }

    private void Write(CborWriter writer)
    {
        writer.WriteStartArray(Fields);
        writer.WriteByteString(MessageId.ToBytes());
        writer.WriteUInt64(AcceptedMilliseconds);
        writer.WriteByteString(GroupId.Span);
        writer.WriteUInt32(SenderLeafIndex);
        writer.WriteTextString(SenderClientUri);
        writer.WriteTextString(SenderUserUri);
        writer.WriteTextString(RoomUri);
        writer.WriteEndArray();
    }
}
