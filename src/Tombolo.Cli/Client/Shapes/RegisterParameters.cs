using System.ComponentModel;

namespace Tombolo.Cli.Client.Shapes;

internal sealed record RegisterParameters(
    [property: Description("The host's URL, such as http://localhost:8080.")] Uri Server,
    [property: Description("Phone number with country code.")] string Phone);
