using System.ComponentModel;

namespace Tombolo.Cli.Client.Shapes;

internal sealed record MessagesParameters(
    [property: Description("Id of the chat or request.")] string Chat,
    [property: Description("How many at most, newest kept; 1 or more.")] int Limit = 200);
