using System.ComponentModel;

namespace Tombolo.Cli.Client.Shapes;

internal sealed record ChatParameters([property: Description("Id of the chat.")] string Chat);
