using System.ComponentModel;
using Tombolo.Client;

namespace Tombolo.Cli.Client.Shapes;

internal sealed record KeyChangedNotice(
    [property: Description("Id of the chat.")] string Chat,
    [property: Description("The notice in the thread.")] ChatEntry Notice);
