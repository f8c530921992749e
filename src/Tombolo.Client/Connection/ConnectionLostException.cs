using Tombolo.Interop.Enlistment;

namespace Tombolo.Client.Connection;

/// <summary>The way to the host is gone or was never there. Always worth another try.</summary>
internal sealed class ConnectionLostException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Where the host asked to go on (<c>see-other-host</c>); null when it did not, or not in a way that can be followed.</summary>
    public XmppEndpoint? Elsewhere { get; init; }
}
