using System.ComponentModel;

namespace Tombolo.Cli.Client.Shapes;

internal sealed record SafetyNumberResult([property: Description("60 digits; null before there was a message.")] string? Number = null);
