using Tombolo.Xmpp.Stanzas;

namespace Tombolo.Xmpp.Scanning;

/// <summary>The outcome of one scan.</summary>
/// <param name="Status">What was found.</param>
/// <param name="Consumed">Bytes from the start of the given buffer that the scanner needs no more once the caller is done with
/// <paramref name="Envelope"/>; the next call takes the buffer from there on. Everything given has been examined.</param>
/// <param name="Envelope">The element for <see cref="ScanStatus.Element"/>, <see cref="ScanStatus.StreamOpen"/> and (WebSocket)
/// <see cref="ScanStatus.StreamClose"/>. Valid until the buffer is released or the scanner is called again; use
/// <see cref="StanzaEnvelope.Detach"/> to keep it.</param>
/// <param name="Failure">The reason for <see cref="ScanStatus.Failed"/>.</param>
public readonly record struct ScanResult(ScanStatus Status, long Consumed, StanzaEnvelope Envelope = default, ScanFailure Failure = default);
