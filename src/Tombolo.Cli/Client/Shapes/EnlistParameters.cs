using System.ComponentModel;

namespace Tombolo.Cli.Client.Shapes;

internal sealed record EnlistParameters(
    [property: Description("The host's URL, such as http://localhost:8080.")] Uri Server,
    [property: Description("Identity token of purpose enlist; in development TOKEN#PRIVATEKEY, whose key a fresh device adopts.")] string IdentityToken);
