namespace Tombolo.Server.Consent.ThirdPartyChats;

/// <summary>An account's switch for third-party chats.</summary>
internal sealed record ThirdPartySettings(bool Enabled, string Inbox, IReadOnlySet<string> Partners)
{
    public const string SeparateInbox = "separate";
    public const string CombinedInbox = "combined";

    /// <summary>What everybody starts with.</summary>
    public static ThirdPartySettings Off { get; } = new(false, SeparateInbox, new HashSet<string>());
}
