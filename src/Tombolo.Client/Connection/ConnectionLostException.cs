namespace Tombolo.Client.Connection;

/// <summary>The way to the host is gone or was never there. Always worth another try.</summary>
internal sealed class ConnectionLostException(string message, Exception? inner = null) : Exception(message, inner);
