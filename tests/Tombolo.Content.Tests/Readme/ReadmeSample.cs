using Tombolo.Content.Codec;
using Tombolo.Content.Meaning;

namespace Tombolo.Content.Tests.Readme;

/// <summary>The sample of the package's README, between the marks word for word the same.</summary>
internal static class ReadmeSample
{
    public static string Run()
    {
        // sample
        // Write a text, and the id it has on every device.
        MessageContent content = MessageComposer.Text("Hello Bea 👋");
        byte[] bytes = ContentCodec.Encode(content);
        MessageId id = MessageId.Of("mimi://chat.example/u/alice", "mimi://chat.example/r/one", bytes, content.Salt.Span);

        // Read whatever came.
        ContentResult<MessageContent> received = ContentCodec.Decode(bytes);
        string shown = !received.Succeeded
            ? $"Not readable: {received.Error}"
            : MessageReader.Read(received.Value) switch
            {
                TextMessage text => text.Text,
                ReactionMessage reaction => reaction.Emoji,
                OtherMessage other => other.Fallback,
                var meaning => meaning.GetType().Name,
            };
        // end
        return id.IsEmpty ? "" : shown;
    }
}
