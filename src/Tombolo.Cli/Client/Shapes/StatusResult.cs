using System.ComponentModel;
using Tombolo.Client;

namespace Tombolo.Cli.Client.Shapes;

internal sealed record StatusResult(
    [property: Description("Where the device stands.")] MessengerStatus Status,
    [property: Description("Who this device is; null before registration.")] Account? Account = null);
