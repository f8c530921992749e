namespace Tombolo.App.Places;

/// <summary>The pages of the third-party settings: the overview, and the three that follow "Turn on".</summary>
public enum ThirdPartyStep
{
    /// <summary>On: everything at a glance. Off: the introduction.</summary>
    Overview,
    /// <summary>What it means, honestly.</summary>
    Explanation,
    /// <summary>Which services.</summary>
    Messengers,
    /// <summary>Where the chats appear.</summary>
    Inbox,
}
