namespace Tombolo.Server.Streams;

/// <summary>How reading a connection came to its end.</summary>
internal enum ConnectionEnd
{
    /// <summary>The peer is gone without a word: a session may be resumed.</summary>
    Lost,

    /// <summary>The peer closed its stream: the session is over.</summary>
    Closed,

    /// <summary>We ended the stream with an error.</summary>
    Failed,
}
