using Tombolo.Client;

namespace Tombolo.App.Tests.Device;

/// <summary>The people of the tests, as chats and requests.</summary>
internal static class People
{
    public const string Bea = "bea@wren.interop.localhost";
    public const string Carol = "carol@localhost";

    public static ThirdPartyChats On(InboxStyle inbox = InboxStyle.Separate) => new(true, inbox, [new PartnerChoice("wren", "Wren", "email", true)]);

    public static ThirdPartyChats Off() => new(false, InboxStyle.Separate, [new PartnerChoice("wren", "Wren", "email", true)]);

    public static Chat BeaChat(int unread = 0, string? readOnly = null) => new()
    {
        Id = Bea,
        Peer = new PeerIdentifier("email", "bea@wren.example", "wren"),
        Partner = new ChatPartner("wren", "Wren"),
        IsThirdParty = true,
        Unread = unread,
        ReadOnlyReason = readOnly,
    };

    public static Chat CarolChat() => new() { Id = Carol, Peer = new PeerIdentifier("phone", "+34600000002") };

    public static ContactRequest BeaRequest(string text) => new()
    {
        Id = Bea,
        From = new PeerIdentifier("email", "bea@wren.example", "wren"),
        Partner = new ChatPartner("wren", "Wren"),
        Messages = [Entries.Theirs(Bea, text)],
        At = new DateTimeOffset(2026, 11, 20, 18, 0, 0, TimeSpan.Zero),
    };
}
