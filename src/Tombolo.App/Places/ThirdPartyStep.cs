namespace Tombolo.App.Places;

/// <summary>The pages of the third-party settings: the overview, and the three that follow "Turn on".</summary>
internal enum ThirdPartyStep
{
    Overview,
    Explanation,
    Messengers,
    Inbox,
}
