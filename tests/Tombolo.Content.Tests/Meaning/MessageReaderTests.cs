using Tombolo.Content.Codec;
using Tombolo.Content.Meaning;
using Tombolo.Content.Parts;
using Tombolo.Content.Status;

namespace Tombolo.Content.Tests.Meaning;

public class MessageReaderTests
{
    private static readonly MessageId Original = Id(1);
    private static readonly MessageId Reaction = Id(2);

    public static TheoryData<string, MessageContent, MessageMeaning> Pairs => new()
    {
        { "text", MessageComposer.Text("Hi 👋"), new TextMessage("Hi 👋", null) },
        { "reply", MessageComposer.Reply(Original, "Yes"), new TextMessage("Yes", Original) },
        { "reaction", MessageComposer.Reaction(Original, "❤"), new ReactionMessage(Original, "❤") },
        { "reaction removed", MessageComposer.ReactionRemoved(Original, Reaction), new ReactionRemovedMessage(Original, Reaction) },
        { "edit", MessageComposer.Edit(Original, "No"), new EditMessage(Original, "No") },
        { "delete", MessageComposer.Delete(Original), new DeleteMessage(Original) },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Message_ComposedSentAndRead_MeansTheSame(string name, MessageContent content, MessageMeaning expected)
    {
        var received = ContentCodec.Decode(ContentCodec.Encode(content)).Value;

        Assert.NotNull(received);
        Assert.True(expected == MessageReader.Read(received), name);
    }

    [Fact]
    public void Receipts_ComposedSentAndRead_HaveTheSameLines()
    {
        StatusEntry[] lines = [new(Original, MessageStatus.Delivered), new(Reaction, MessageStatus.Read)];

        var received = ContentCodec.Decode(ContentCodec.Encode(MessageComposer.Receipts(new StatusReport(lines)))).Value!;

        Assert.Equal(lines, Assert.IsType<ReceiptsMessage>(MessageReader.Read(received)).Report.Entries);
    }

    [Theory]
    [InlineData("original", typeof(TextMessage))]
    [InlineData("reply", typeof(TextMessage))]
    [InlineData("mention", typeof(TextMessage))]
    [InlineData("expiring", typeof(TextMessage))]
    [InlineData("reaction", typeof(ReactionMessage))]
    [InlineData("unlike", typeof(ReactionRemovedMessage))]
    [InlineData("edit", typeof(EditMessage))]
    [InlineData("delete", typeof(DeleteMessage))]
    [InlineData("attachment", typeof(AttachmentMessage))]
    [InlineData("multipart-1", typeof(TextMessage))]
    [InlineData("mention-html", typeof(OtherMessage))]
    [InlineData("conferencing", typeof(OtherMessage))]
    public void Example_Read_MeansWhatItsNameSays(string name, Type expected) =>
        Assert.IsType(expected, MessageReader.Read(ContentCodec.Decode(Vectors.Cbor(name)).Value!));

    [Fact]
    public void Text_NotUtf8_IsOther()
    {
        var content = MessageComposer.Text("") with { Body = new SinglePart { ContentType = ContentTypes.PlainText, Content = new byte[] { 0xC3, 0x28 } } };

        Assert.IsType<OtherMessage>(MessageReader.Read(content));
    }

    private static MessageId Id(byte seed) => MessageId.TryRead(Enumerable.Repeat(seed, 32).ToArray(), out var id) ? id : default;
}
