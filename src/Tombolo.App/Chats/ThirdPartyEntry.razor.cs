using Tombolo.App.Shell;

namespace Tombolo.App.Chats;

/// <summary>The way from the main list to the third-party chats, with how much waits there.</summary>
public sealed partial class ThirdPartyEntry : LiveComponent
{
    private int Waiting => Inbox.Waiting(Messenger);

    private string Lead => (Inbox.ThirdPartyRequests(Messenger).Count(), Messenger.ThirdPartyChats) switch
    {
        (1, _) => Words.Chats.RequestOne,
        (> 1 and var requests, _) => Fill(Words.Chats.Requests, requests),
        (_, { Enabled: true } settings) => Fill(Words.Chats.ThirdPartyLead, string.Join(", ", settings.Partners.Where(partner => partner.Enabled).Select(partner => partner.Name))),
        _ => Words.Chats.ThirdPartyOff,
    };
}
