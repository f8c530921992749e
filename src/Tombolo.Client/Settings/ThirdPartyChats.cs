namespace Tombolo.Client;

/// <summary>The account's third-party chats setting, as the host has it.</summary>
/// <param name="Enabled">On or off; off at first.</param>
/// <param name="Inbox">Separate or combined.</param>
/// <param name="Partners">All available partners, by name.</param>
public sealed record ThirdPartyChats(bool Enabled, InboxStyle Inbox, IReadOnlyList<PartnerChoice> Partners);
