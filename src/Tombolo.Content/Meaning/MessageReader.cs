using System.Text;
using Tombolo.Content.Parts;
using Tombolo.Content.Status;

namespace Tombolo.Content.Meaning;

/// <summary>Tells what a decoded message means.</summary>
public static class MessageReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The meaning; <see cref="OtherMessage"/> for what this library does not know.</summary>
    public static MessageMeaning Read(MessageContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return (content.Body, content.Replaces, content.InReplyTo) switch
        {
            (NullPart { Disposition: Disposition.Reaction }, { } reaction, { } original) => new ReactionRemovedMessage(original, reaction),

            // Some senders write render for a reaction taken back; what is replaced decides then.
            (NullPart, { } original, _) => new DeleteMessage(original),
            (SinglePart status, _, _) when ContentTypes.IsOfType(status.ContentType, ContentTypes.MessageStatus) => Receipts(status),
            (ExternalPart { Disposition: Disposition.Attachment } file, null, var reply) => new AttachmentMessage(file, reply),
            var (body, replaces, reply) => Words(body, replaces, reply),
        };
    }

    private static MessageMeaning Words(NestedPart body, MessageId? replaces, MessageId? reply)
    {
        var text = BestText(body);
        return (text, body.Disposition, replaces, reply) switch
        {
            (null, _, _, _) => new OtherMessage("", (body as SinglePart)?.ContentType ?? ""),
            ({ } emoji, Disposition.Reaction, _, { } original) => new ReactionMessage(original, emoji),
            ({ } edited, _, { } original, _) => new EditMessage(original, edited),
            ({ } plain, _, _, _) when body is SinglePart => new TextMessage(plain, reply),
            ({ } fallback, _, _, _) => body is MultiPart { Semantics: PartSemantics.ChooseOne }
                ? new TextMessage(fallback, reply)
                : new OtherMessage(fallback, ""),
        };
    }

    private static MessageMeaning Receipts(SinglePart status)
    {
        var report = StatusReportCodec.Decode(status.Content);
        return report.Succeeded ? new ReceiptsMessage(report.Value) : new OtherMessage("", status.ContentType);
    }

    private static string? BestText(NestedPart part) => part switch
    {
        SinglePart single => TextOf(single),
        MultiPart multi => multi.Parts.Select(BestText).FirstOrDefault(text => text is not null),
        ExternalPart { Description.Length: > 0 } file => file.Description,
        _ => null,
    };

    private static string? TextOf(SinglePart part)
    {
        if (!ContentTypes.IsOfType(part.ContentType, ContentTypes.PlainText) && !ContentTypes.IsOfType(part.ContentType, ContentTypes.Markdown))
        {
            return null;
        }

        try
        {
            return StrictUtf8.GetString(part.Content.Span);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
