using System.ComponentModel;
using Tombolo.Client;

namespace Tombolo.Cli.Client.Shapes;

internal sealed record ConnectionNotice(
    [property: Description("Where the device stands.")] MessengerStatus Status,
    [property: Description("Why it is not online, when there is a reason.")] RefusalData? Reason = null);
