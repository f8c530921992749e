namespace Tombolo.Cli.Remote;

/// <summary>The other side answered, and the answer was no.</summary>
internal sealed class RefusedException(string message) : Exception(message);
