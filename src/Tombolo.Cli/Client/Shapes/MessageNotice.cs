using System.ComponentModel;
using Tombolo.Client;

namespace Tombolo.Cli.Client.Shapes;

internal sealed record MessageNotice(
    [property: Description("The chat after it.")] Chat Chat,
    [property: Description("The message.")] ChatEntry Message);
