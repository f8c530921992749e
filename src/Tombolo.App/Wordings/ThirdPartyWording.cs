namespace Tombolo.App.Wordings;

/// <summary>Settings of third-party chats, and the honest explanation before they are turned on.</summary>
internal sealed record ThirdPartyWording
{
    public required string Title { get; init; }
    public required string IntroTitle { get; init; }
    public required string IntroLead { get; init; }
    public required string TurnOn { get; init; }
    public required string ExplainTitle { get; init; }
    public required string ExplainEncrypted { get; init; }
    public required string ExplainPolicy { get; init; }
    public required string ExplainNumber { get; init; }
    public required string ExplainReach { get; init; }
    public required string ExplainBlocked { get; init; }
    public required string ExplainSpam { get; init; }
    public required string ExplainMissing { get; init; }
    public required string PickTitle { get; init; }
    public required string PickLead { get; init; }
    public required string PickNone { get; init; }
    public required string PickByEmail { get; init; }
    public required string PickByPhone { get; init; }
    public required string PickByHandle { get; init; }
    public required string InboxTitle { get; init; }
    public required string InboxSeparate { get; init; }
    public required string InboxSeparateLead { get; init; }
    public required string InboxCombined { get; init; }
    public required string InboxCombinedLead { get; init; }
    public required string Done { get; init; }
    public required string Step { get; init; }
    public required string OnLead { get; init; }
    public required string Messengers { get; init; }
    public required string Inbox { get; init; }
    public required string TurnOff { get; init; }
    public required string TurnOffLead { get; init; }
    public required string ReadAgain { get; init; }
}
