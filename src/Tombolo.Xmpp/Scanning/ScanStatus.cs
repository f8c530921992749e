namespace Tombolo.Xmpp.Scanning;

/// <summary>What one call of the scanner found.</summary>
public enum ScanStatus
{
    /// <summary>No complete element yet. Keep the bytes after <see cref="ScanResult.Consumed"/> and come back with more.</summary>
    NeedMore,

    /// <summary>A stream header (TCP) or <c>open</c> (WebSocket).</summary>
    StreamOpen,

    /// <summary>One complete stanza or other first-level element.</summary>
    Element,

    /// <summary><c>&lt;/stream:stream&gt;</c> (TCP) or <c>close</c> (WebSocket).</summary>
    StreamClose,

    /// <summary>The stream is to be ended with <see cref="ScanResult.Failure"/>; the scanner says the same from now on.</summary>
    Failed,
}
