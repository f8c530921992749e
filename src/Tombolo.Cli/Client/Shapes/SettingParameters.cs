using System.ComponentModel;
using Tombolo.Client;

namespace Tombolo.Cli.Client.Shapes;

internal sealed record SettingParameters(
    [property: Description("On or off.")] bool Enabled,
    [property: Description("Ids of the partners to tick; all others are unticked.")] IReadOnlyList<string> Partners,
    [property: Description("Where third-party chats stand.")] InboxStyle Inbox = InboxStyle.Separate);
