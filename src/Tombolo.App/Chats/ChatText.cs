using Tombolo.App.Identifiers;
using Tombolo.Client;

namespace Tombolo.App.Chats;

/// <summary>How a chat is called. No names cross between services, so the identifier the host stamped is the name.</summary>
internal static class ChatText
{
    public static string Title(this Chat chat) => chat.Peer is { } peer ? IdentifierText.Show(peer) : chat.Id;

    public static string Title(this ContactRequest request) => IdentifierText.Show(request.From);

    /// <summary>The other service's name; null within the own one.</summary>
    public static string? ServiceName(this Chat chat, AppOptions options) =>
        chat.Partner?.Name ?? (chat.IsThirdParty ? options.HostName : null);

    public static string? ServiceName(this ContactRequest request, AppOptions options) => request.Partner?.Name ?? options.HostName;
}
