using System.ComponentModel.DataAnnotations;

namespace Tombolo.Server.Streams;

/// <summary>Bounds of one client connection. A connection that crosses one ends with the stream error that names it.</summary>
public sealed class StreamOptions
{
    /// <summary>Largest stanza in bytes. 10,000 (RFC 6120 section 13.12) to 1,048,576, default 262,144.</summary>
    [Range(10_000, 1_048_576)]
    public int MaxStanzaBytes { get; set; } = 262_144;

    /// <summary>Largest stanza in bytes before authentication. 10,000 to 65,536, default 16,384.</summary>
    [Range(10_000, 65_536)]
    public int MaxStanzaBytesBeforeLogin { get; set; } = 16_384;

    /// <summary>Deepest nesting of elements below the stream. 8 to 256, default 32.</summary>
    [Range(8, 256)]
    public int MaxDepth { get; set; } = 32;

    /// <summary>Time from accept to a bound device. Default 15 seconds.</summary>
    public TimeSpan LoginTime { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Failed logins on one connection before it is closed. 1 to 10, default 3.</summary>
    [Range(1, 10)]
    public int MaxLoginAttempts { get; set; } = 3;

    /// <summary>
    /// What one connection may send in a second for any length of time, in messages of less than a KiB; other stanzas count by what they cost
    /// the host. Bursts of half a minute's worth pass, beyond that the connection is read more slowly. 0 means no limit. Default 300.
    /// </summary>
    [Range(0, 1_000_000)]
    public int MaxStanzasPerSecond { get; set; } = 300;

    /// <summary>Elements a connection may send before it is logged in. 8 to 1,000, default 32.</summary>
    [Range(8, 1_000)]
    public int MaxElementsBeforeLogin { get; set; } = 32;

    /// <summary>Time from the first byte of a stanza to its last. Default 60 seconds: the largest stanza at 4 KiB a second.</summary>
    public TimeSpan StanzaTime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Stanzas of one connection that may be on their way to the store; beyond it the connection is not read. 16 to 4,096, default 512.</summary>
    [Range(16, 4_096)]
    public int MaxStanzasInFlight { get; set; } = 512;

    /// <summary>Their bytes; one stanza is let in whatever its size. 65,536 to 268,435,456, default 4,194,304.</summary>
    [Range(65_536, 268_435_456)]
    public int MaxBytesInFlight { get; set; } = 4_194_304;

    /// <summary>Bytes that may wait for one slow reader, sent or unacknowledged, before the host stops feeding and reading it. 65,536 to 16,777,216, default 1,048,576.</summary>
    [Range(65_536, 16_777_216)]
    public int MaxBytesWaiting { get; set; } = 1_048_576;

    /// <summary>How long a connection may refuse to take what is being sent before it is cut. Default 30 seconds.</summary>
    public TimeSpan StallTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Stanzas sent and not acknowledged by one client before the host stops feeding it. 16 to 4,096, default 512.</summary>
    [Range(16, 4_096)]
    public int MaxStanzasUnacknowledged { get; set; } = 512;

    /// <summary>How long a session without its connection waits to be resumed (XEP-0198). Default 300 seconds.</summary>
    public TimeSpan ResumptionTime { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>Sessions without connection kept in memory at most; the oldest goes first. 0 to 1,000,000, default 100,000.</summary>
    [Range(0, 1_000_000)]
    public int MaxHibernatedSessions { get; set; } = 100_000;

    /// <summary>Bytes that such sessions hold for being sent again, all together; the oldest goes first. Default 268,435,456.</summary>
    [Range(1_048_576, long.MaxValue)]
    public long MaxHibernatedBytes { get; set; } = 268_435_456;

    /// <summary>Standard clients that one account may have bound at once, waiting ones included; the oldest ends. 1 to 1,000, default 16.</summary>
    [Range(1, 1_000)]
    public int MaxStandardClients { get; set; } = 16;

    /// <summary>Silence after which the host asks whether the client is there; as long again without an answer ends the connection. Default 120 seconds.</summary>
    public TimeSpan IdleTime { get; set; } = TimeSpan.FromSeconds(120);
}
