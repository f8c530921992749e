using System.Xml.Linq;

namespace Tombolo.Client.Connection;

/// <summary>One connection that carries XMPP elements. One caller sends, one receives.</summary>
internal interface IXmppTransport : IAsyncDisposable
{
    /// <summary>Connects and opens the stream.</summary>
    /// <exception cref="ConnectionLostException">It cannot be reached.</exception>
    Task OpenAsync(CancellationToken cancellationToken);

    /// <summary>Sends one finished element.</summary>
    /// <exception cref="ConnectionLostException">The connection is gone.</exception>
    Task SendAsync(ReadOnlyMemory<byte> element, CancellationToken cancellationToken);

    /// <summary>The next element; null when the host has closed the stream.</summary>
    /// <exception cref="ConnectionLostException">The connection is gone, or the host broke the protocol.</exception>
    Task<XElement?> ReceiveAsync(CancellationToken cancellationToken);
}
