namespace Tombolo.Cli.Client.Shapes;

/// <summary>A method that takes nothing.</summary>
internal sealed record NoParameters;
