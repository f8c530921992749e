using System.ComponentModel;

namespace Tombolo.Cli.Client.Shapes;

internal sealed record VerifyParameters([property: Description("The one-time code, six digits.")] string Code);
