namespace Tombolo.Server.Transport;

/// <summary>Web origins beside the host's own whose pages may open a stream: those of registered partners.</summary>
internal interface IWebSocketOrigins
{
    bool IsAllowed(string origin);
}
