using System.Text.Json.Nodes;
using Tombolo.Cli.Client.Shapes;
using Tombolo.Client;
using Tombolo.Interop.Registration;

namespace Tombolo.Cli.Client.Rpc;

/// <summary>All methods and notifications: what is called and what is described come from this one table.</summary>
internal static class RpcTable
{
    public static IReadOnlyList<RpcNotification> Notifications { get; } =
    [
        new("message", "A message arrived in a chat.", typeof(MessageNotice)),
        new("receipt", "An own message moved on: sent, delivered, read, or failed.", typeof(ReceiptNotice)),
        new("request", "A stranger wrote, for the first time or again.", typeof(ContactRequest)),
        new("keyChanged", "A peer's identity key changed.", typeof(KeyChangedNotice)),
        new("connection", "The device went on or off line.", typeof(ConnectionNotice)),
    ];

    public static IReadOnlyList<RpcMethod> Methods(RpcActions actions) =>
    [
        RpcMethod.Of<RegisterParameters, RegistrationStarted>("register", "Asks the host to send a one-time code to a phone number.", actions.RegisterAsync),
        RpcMethod.Of<VerifyParameters, Account>("verify", "Shows the code and registers this device. Chats of an earlier registration stay.", actions.VerifyAsync),
        RpcMethod.Of<EnlistParameters, Account>("enlist", "Enlists a partner's user with an identity token.", actions.EnlistAsync),
        RpcMethod.Of<NoParameters, IdentityResult>("identity", "The key that a partner names in an identity token.", actions.IdentityAsync),
        RpcMethod.Of<NoParameters, StatusResult>("login", "Connects and stays connected. Refused with offline, it goes on trying.", actions.LoginAsync),
        RpcMethod.Of<NoParameters, Done>("logout", "Disconnects. The outbox keeps what is not sent.", actions.LogoutAsync),
        RpcMethod.Of<NoParameters, StatusResult>("status", "Where the device stands and who it is.", actions.StatusAsync),
        RpcMethod.Of<NoParameters, ThirdPartyChats>("thirdPartyChats", "Reads the setting for third-party chats.", actions.SettingAsync),
        RpcMethod.Of<SettingParameters, ThirdPartyChats>("setThirdPartyChats", "Changes the setting for third-party chats.", actions.SetAsync),
        RpcMethod.Of<SendParameters, SentMessage>("send", "Saves a message in the outbox and sends it when it can be.", actions.SendAsync),
        RpcMethod.Of<NoParameters, IReadOnlyList<ContactRequest>>("requests", "Lists the open contact requests.", actions.RequestsAsync),
        RpcMethod.Of<RequestParameters, Done>("accept", "Accepts a contact request.", actions.AcceptAsync),
        RpcMethod.Of<RequestParameters, Done>("decline", "Declines a contact request; the stranger learns nothing.", actions.DeclineAsync),
        RpcMethod.Of<RequestParameters, Done>("block", "Blocks a stranger or a contact, on this service only.", actions.BlockAsync),
        RpcMethod.Of<ChatParameters, Done>("unblock", "Takes a block back.", actions.UnblockAsync),
        RpcMethod.Of<NoParameters, IReadOnlyList<Chat>>("chats", "Lists the chats, newest first.", actions.ChatsAsync),
        RpcMethod.Of<MessagesParameters, IReadOnlyList<ChatEntry>>("messages", "The newest entries of a chat, oldest of them first.", actions.MessagesAsync),
        RpcMethod.Of<ChatParameters, Done>("markRead", "Marks a chat read and tells the sender.", actions.MarkReadAsync),
        RpcMethod.Of<ChatParameters, SafetyNumberResult>("safetyNumber", "The number two people compare to know that nobody stands between them.", actions.SafetyNumberAsync),
        RpcMethod.Of<NoParameters, JsonObject>("rpc.discover", "This document.", actions.DiscoverAsync),
    ];
}
