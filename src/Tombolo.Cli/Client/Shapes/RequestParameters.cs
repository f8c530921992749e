using System.ComponentModel;

namespace Tombolo.Cli.Client.Shapes;

internal sealed record RequestParameters([property: Description("Id of the request (or chat, to block it).")] string Id);
