using System.Formats.Cbor;
using Tombolo.Content.Codec;

namespace Tombolo.Content.Status;

/// <summary>Receipts to CBOR and back (draft-mahy-mimi-message-status section 4): an array of pairs of message id and number.</summary>
public static class StatusReportCodec
{
    /// <summary>The encoded report.</summary>
    public static byte[] Encode(StatusReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return BoundedCbor.Write(writer => Write(writer, report));
    }

    /// <summary>Reads a report of at most <see cref="ContentLimits.MaxStatuses"/> lines.</summary>
    public static ContentResult<StatusReport> Decode(ReadOnlyMemory<byte> bytes) => BoundedCbor.Read(bytes, Read);

    private static void Write(CborWriter writer, StatusReport report)
    {
        writer.WriteStartArray(report.Entries.Count);
        foreach (var (message, status) in report.Entries)
        {
            writer.WriteStartArray(2);
            writer.WriteByteString(message.ToBytes());
            writer.WriteUInt32((uint)status);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static StatusReport Read(CborReader reader)
    {
        var count = reader.ReadStartArray();
        BoundedCbor.Require(count is not null);
        BoundedCbor.Require(count <= ContentLimits.MaxStatuses, ContentError.TooMany);
        var entries = new List<StatusEntry>(count!.Value);
        for (var index = 0; index < count; index++)
        {
            BoundedCbor.StartArray(reader, 2);
            BoundedCbor.Require(MessageId.TryRead(reader.ReadByteString(), out var message));
            var status = reader.ReadUInt32();
            BoundedCbor.Require(status <= byte.MaxValue);
            entries.Add(new StatusEntry(message, (MessageStatus)status));
            reader.ReadEndArray();
        }

        reader.ReadEndArray();
        return new StatusReport(entries);
    }
}
