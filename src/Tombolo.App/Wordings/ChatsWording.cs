namespace Tombolo.App.Wordings;

/// <summary>The chat list and its neighbours.</summary>
internal sealed record ChatsWording
{
    public required string Title { get; init; }
    public required string ThirdParty { get; init; }
    public required string ThirdPartyLead { get; init; }
    public required string ThirdPartyOff { get; init; }
    public required string ThirdPartyEmpty { get; init; }
    public required string ThirdPartyEmptyHint { get; init; }
    public required string New { get; init; }
    public required string Settings { get; init; }
    public required string Empty { get; init; }
    public required string EmptyHint { get; init; }
    public required string Unread { get; init; }
    public required string UnreadOne { get; init; }
    public required string Requests { get; init; }
    public required string RequestOne { get; init; }
    public required string You { get; init; }
    public required string Pick { get; init; }
    public required string ReadOnly { get; init; }
    public required string Yesterday { get; init; }
    public required string Today { get; init; }
}
