using System.ComponentModel;
using Tombolo.Client;

namespace Tombolo.Cli.Client.Shapes;

internal sealed record SendParameters(
    [property: Description("What to say, at most 16 KiB.")] string Text,
    [property: Description("The person to write to; or give chat.")] PeerIdentifier? To = null,
    [property: Description("Id of a chat that is there; or give to.")] string? Chat = null);
