namespace Tombolo.Xmpp.Streams;

/// <summary>How elements follow each other on a connection.</summary>
public enum StreamFraming
{
    /// <summary>One long document whose root is <c>stream:stream</c> (RFC 6120 section 4).</summary>
    Tcp,

    /// <summary>One element for each message, each declaring its own namespaces (RFC 7395 section 3).</summary>
    WebSocket,
}
