using System.Buffers;
using System.Buffers.Text;
using Tombolo.Server.Mailboxes;
using Tombolo.Xmpp.Delay;

namespace Tombolo.Server.Streams;

/// <summary>A stanza on its way to a client: a mailbox entry, or bytes that are complete as they are.</summary>
internal readonly record struct OutgoingStanza(byte[] Content, long Seq, DateTimeOffset StoredAt, bool IsRequest, StanzaForm Form)
{
    private const int TimeBytes = 24; // 2026-01-31T12:00:00.000Z

    public static OutgoingStanza Whole(byte[] stanza) => new(stanza, 0, default, false, StanzaForm.Whole);

    public static OutgoingStanza Entry(MailboxEntry entry, StanzaForm form) => new(entry.Content, entry.Seq, entry.StoredAt, entry.IsRequest, form);

    /// <summary>The same stanza when it is sent again after resumption.</summary>
    public OutgoingStanza Again() => Form == StanzaForm.Message ? this with { Form = StanzaForm.LateMessage } : this;

    /// <summary>Writes the stanza; an entry gets its number and time behind what the sender and the host wrote.</summary>
    public static void Write(IBufferWriter<byte> output, OutgoingStanza stanza)
    {
        output.Write(stanza.Content);
        switch (stanza.Form)
        {
            case StanzaForm.DeviceEntry:
                WriteEntry(output, stanza);
                break;
            case StanzaForm.LateMessage:
                DelayStamp.Write(output, stanza.StoredAt, []);
                output.Write("</message>"u8);
                break;
            case StanzaForm.Message:
                output.Write("</message>"u8);
                break;
            default:
                break;
        }
    }

    private static void WriteEntry(IBufferWriter<byte> output, OutgoingStanza stanza)
    {
        output.Write("<entry xmlns='urn:tombolo:mailbox:0' seq='"u8);
        var span = output.GetSpan(64);
        Utf8Formatter.TryFormat(stanza.Seq, span, out var written);
        "' at='"u8.CopyTo(span[written..]);
        written += 6;

        // The round-trip format is the one that is written fast. Of its seven digits of a second three are told.
        stanza.StoredAt.UtcDateTime.TryFormat(span[written..], out _, "O", null);
        span[written + TimeBytes - 1] = (byte)'Z';
        output.Advance(written + TimeBytes);
        output.Write(stanza.IsRequest ? "' request='true'/></message>"u8 : "'/></message>"u8);
    }
}
