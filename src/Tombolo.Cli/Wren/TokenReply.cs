namespace Tombolo.Cli.Wren;

/// <summary>What Wren's development endpoint answers.</summary>
internal sealed record TokenReply(string Token);
