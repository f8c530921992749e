using System.Text;
using Tombolo.Content.Parts;
using Tombolo.Content.Status;

namespace Tombolo.Content.Meaning;

/// <summary>Writes the messages people know, each with a fresh salt.</summary>
public static class MessageComposer
{
    /// <summary>Plain text.</summary>
    public static MessageContent Text(string text) => New(TextPart(text));

    /// <summary>Plain text that answers a message.</summary>
    public static MessageContent Reply(MessageId original, string text) => New(TextPart(text)) with { InReplyTo = original };

    /// <summary>A reaction, usually one emoji.</summary>
    public static MessageContent Reaction(MessageId original, string emoji) =>
        New(TextPart(emoji) with { Disposition = Disposition.Reaction }) with { InReplyTo = original };

    /// <summary>Takes a reaction back: <paramref name="reaction"/> is the id of the reaction itself.</summary>
    public static MessageContent ReactionRemoved(MessageId original, MessageId reaction) =>
        New(new NullPart { Disposition = Disposition.Reaction }) with { InReplyTo = original, Replaces = reaction };

    /// <summary>Another text for an own message.</summary>
    public static MessageContent Edit(MessageId original, string text) => New(TextPart(text)) with { Replaces = original };

    /// <summary>Deletes an own message for everyone.</summary>
    public static MessageContent Delete(MessageId original) => New(new NullPart()) with { Replaces = original };

    /// <summary>A file that lies elsewhere.</summary>
    public static MessageContent Attachment(ExternalPart file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return New(file with { Disposition = Disposition.Attachment });
    }

    /// <summary>Receipts.</summary>
    public static MessageContent Receipts(StatusReport report) => New(new SinglePart
    {
        Disposition = Disposition.Unspecified,
        ContentType = ContentTypes.MessageStatus,
        Content = StatusReportCodec.Encode(report),
    });

    private static MessageContent New(NestedPart body) => new() { Salt = MessageContent.NewSalt(), Body = body };

    private static SinglePart TextPart(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new SinglePart { ContentType = ContentTypes.PlainText, Content = Encoding.UTF8.GetBytes(text) };
    }
}
