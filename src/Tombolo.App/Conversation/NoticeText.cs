using Tombolo.App.Wordings;
using Tombolo.Client;

namespace Tombolo.App.Conversation;

/// <summary>What a notice in a thread says.</summary>
internal static class NoticeText
{
    public static string Of(ChatEntry notice, string person, Wording words) => notice.Notice switch
    {
        NoticeKind.KeyChanged => Wording.Fill(words.Chat.NoticeKey, person),
        NoticeKind.IdentifierChanged => Wording.Fill(words.Chat.NoticeIdentifier, person),
        NoticeKind.ReadOnly => words.Chat.NoticeReadOnly,
        NoticeKind.Writable => words.Chat.NoticeWritable,

        _ => notice.Text,
    };
}
