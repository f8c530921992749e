using Tombolo.Client;

namespace Tombolo.App.ThirdParty;

/// <summary>The setting as a person wants it.</summary>
/// <param name="Enabled">On or off.</param>
/// <param name="Partners">Ids of the ticked services.</param>
/// <param name="Inbox">Where the chats appear.</param>
public sealed record ThirdPartyChange(bool Enabled, IReadOnlyList<string> Partners, InboxStyle Inbox);
