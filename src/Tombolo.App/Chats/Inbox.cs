using Tombolo.App.Device;
using Tombolo.Client;

namespace Tombolo.App.Chats;

/// <summary>Which chats and requests stand in which list. In a partner's app, whose every chat is a third-party one, there is one list.</summary>
internal static class Inbox
{
    public static bool IsSeparate(IMessenger messenger) => messenger.ThirdPartyChats is not { Inbox: InboxStyle.Combined } && messenger.Me?.Partner is null;

    public static bool IsThirdParty(IMessenger messenger, string id) =>
        messenger.Chats.FirstOrDefault(chat => chat.Id == id)?.IsThirdParty
        ?? messenger.Requests.FirstOrDefault(request => request.Id == id)?.Partner is not null;

    /// <summary>The chats of the main list.</summary>
    public static IEnumerable<Chat> MainChats(IMessenger messenger) =>
        IsSeparate(messenger) ? messenger.Chats.Where(chat => !chat.IsThirdParty) : messenger.Chats;

    public static IEnumerable<ContactRequest> MainRequests(IMessenger messenger) =>
        IsSeparate(messenger) ? messenger.Requests.Where(request => request.Partner is null) : messenger.Requests;

    /// <summary>The chats of the list that third-party chats have of their own.</summary>
    public static IEnumerable<Chat> ThirdPartyOnly(IMessenger messenger) => messenger.Chats.Where(chat => chat.IsThirdParty);

    public static IEnumerable<ContactRequest> ThirdPartyRequests(IMessenger messenger) =>
        messenger.Requests.Where(request => request.Partner is not null);

    /// <summary>The entry above the chats: there once third-party chats are on, and later as long as there is something to read.</summary>
    public static bool HasEntry(IMessenger messenger) => IsSeparate(messenger)
        && (messenger.ThirdPartyChats is { Enabled: true } || ThirdPartyOnly(messenger).Any());

    public static int Waiting(IMessenger messenger) =>
        ThirdPartyOnly(messenger).Sum(chat => chat.Unread) + ThirdPartyRequests(messenger).Count();
}
