namespace Tombolo.Cli.Client.Shapes;

/// <summary>An empty object: it is done.</summary>
internal sealed record Done;
