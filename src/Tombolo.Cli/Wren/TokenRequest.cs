namespace Tombolo.Cli.Wren;

/// <summary>What Wren's development endpoint takes.</summary>
internal sealed record TokenRequest(string Email, string Jkt, string Purpose);
