using Tombolo.Server.Abuse;
using Tombolo.Xmpp.Scanning;
using Tombolo.Xmpp.Streams;

namespace Tombolo.Server.Transport;

/// <summary>
/// Bytes in, bytes out, whatever carries them. Reading belongs to one loop, sending to another; <see cref="Abort"/> may come from anywhere.
/// </summary>
internal interface IStreamTransport
{
    TransportKind Kind { get; }

    StreamFraming Framing { get; }

    /// <summary>SASL channel binding data <c>tls-server-end-point</c>; empty where the transport has none.</summary>
    ReadOnlyMemory<byte> EndpointBinding { get; }

    /// <summary>Whether app passwords are taken here.</summary>
    PasswordAccess PasswordAccess => PasswordAccess.None;

    /// <summary>Whether our own devices log in here.</summary>
    bool TakesDevices => true;

    /// <summary>The connection's place on this node; null where places are not counted.</summary>
    ConnectionAdmission? Admission => null;

    /// <summary>Whether the beginning of an element has arrived and its end has not. From any thread.</summary>
    bool IsWithinElement { get; }

    /// <summary>
    /// Waits until <see cref="TryScan"/> may find something. False when the peer is gone. What was scanned before is invalid afterwards.
    /// </summary>
    ValueTask<bool> WaitAsync(StreamScanner scanner, CancellationToken cancellationToken);

    /// <summary>The next element of what has arrived; false when there is no complete one yet.</summary>
    bool TryScan(StreamScanner scanner, out ScanResult result);

    /// <summary>Sends elements. <paramref name="ends"/> are the offsets at which each of them ends.</summary>
    ValueTask SendAsync(ReadOnlyMemory<byte> elements, IReadOnlyList<int> ends, CancellationToken cancellationToken);

    /// <summary>Asks the reading side to come to an end, after everything was sent: <see cref="WaitAsync"/> returns false soon. From any thread.</summary>
    ValueTask FinishAsync(CancellationToken cancellationToken);

    /// <summary>Ends the connection after what was sent, as politely as the transport knows. Only when nobody reads any more.</summary>
    ValueTask CloseAsync(CancellationToken cancellationToken);

    /// <summary>Ends the connection at once; reading and sending return or throw.</summary>
    void Abort();
}
