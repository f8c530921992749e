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

    /// <summary>Sends finished elements in their order, in one piece where that can be.</summary>
    /// <exception cref="ConnectionLostException">The connection is gone.</exception>
    async Task SendAsync(IReadOnlyList<byte[]> elements, CancellationToken cancellationToken)
    {
        foreach (var element in elements)
        {
            await SendAsync(element, cancellationToken);
        }
    }

    /// <summary>The next element; null when the host has closed the stream.</summary>
    /// <exception cref="ConnectionLostException">The connection is gone, or the host broke the protocol.</exception>
    Task<XElement?> ReceiveAsync(CancellationToken cancellationToken);
}
