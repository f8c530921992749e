using System.Buffers;
using System.Buffers.Text;
using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Streams;

/// <summary>A stanza on its way to a device: a mailbox entry, or bytes that are complete as they are.</summary>
internal readonly record struct OutgoingStanza(byte[] Content, long Seq, DateTimeOffset StoredAt, bool IsRequest)
{
    public static OutgoingStanza Whole(byte[] stanza) => new(stanza, 0, default, false);

    public static OutgoingStanza Entry(MailboxEntry entry) => new(entry.Content, entry.Seq, entry.StoredAt, entry.IsRequest);

    /// <summary>Writes the stanza; an entry gets its number and time behind what the sender and the host wrote.</summary>
    public static void Write(IBufferWriter<byte> output, OutgoingStanza stanza)
    {
        output.Write(stanza.Content);
        if (stanza.Seq == 0)
        {
            return;
        }

        output.Write("<entry xmlns='urn:tombolo:mailbox:0' seq='"u8);
        var span = output.GetSpan(64);
        Utf8Formatter.TryFormat(stanza.Seq, span, out var written);
        "' at='"u8.CopyTo(span[written..]);
        written += 6;
        stanza.StoredAt.UtcDateTime.TryFormat(span[written..], out var time, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null);
        output.Advance(written + time);
        output.Write(stanza.IsRequest ? "' request='true'/></message>"u8 : "'/></message>"u8);
    }
}
