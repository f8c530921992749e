namespace Tombolo.Cli.Client;

/// <summary>What the command line says.</summary>
internal sealed record ClientSettings(DirectoryInfo State, bool DirectTls, string Platform, FileInfo? Authority);
