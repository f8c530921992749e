using Microsoft.AspNetCore.Components;
using Tombolo.App.Shell;
using Tombolo.Client;
using Tombolo.Interop.Errors;

namespace Tombolo.App.Conversation;

/// <summary>Stands where one would write, and says why one cannot.</summary>
public sealed partial class ReadOnlyBanner : LiveComponent
{
    private string? _problem;

    /// <summary>Id of the chat.</summary>
    [Parameter, EditorRequired]
    public string Chat { get; set; } = "";

    /// <summary>Code of the reason, see <see cref="Client.Chat.ReadOnlyReason"/>.</summary>
    [Parameter, EditorRequired]
    public string Reason { get; set; } = "";

    // The same code means "I turned it off" and "they did"; the own setting tells which.
    private bool IsOff => Reason == ErrorCode.PolicyOptedOut.ToWireName() && Messenger.ThirdPartyChats is { Enabled: false };

    private bool IsBlocked => Reason == RefusalCodes.Blocked;

    private string Text => IsOff ? Words.Chat.ReadOnlyOff : IsBlocked ? Words.Chat.ReadOnlyBlocked : Words.Chat.ReadOnlyPeer;

    private async Task UnblockAsync() => _problem = (await Messenger.UnblockAsync(Chat, Session.Life))?.In(Words);
}
