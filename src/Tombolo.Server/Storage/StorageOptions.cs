using System.ComponentModel.DataAnnotations;

namespace Tombolo.Server.Storage;

/// <summary>Where the host keeps its data and how much may wait for the disk.</summary>
public sealed class StorageOptions
{
    /// <summary>What keeps the data. Default SQLite.</summary>
    public DatabaseEngine Engine { get; set; }

    /// <summary>
    /// How to reach PostgreSQL, such as <c>Host=/run/postgresql;Database=tombolo</c> (the keywords of Npgsql); needed with that engine and only there.
    /// A secret when it holds a password.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>Folder of the SQLite file <c>host.db</c>; made when absent; holds the host's keys with either engine. Default: <c>data</c> below the working directory.</summary>
    [Required]
    public string DataFolder { get; set; } = "data";

    /// <summary>
    /// Writes that may wait for the disk at once; more callers wait in line, which slows the connections that feed them.
    /// 16 to 1,000,000, default 16,384.
    /// </summary>
    [Range(16, 1_000_000)]
    public int MaxQueuedWrites { get; set; } = 16_384;

    /// <summary>
    /// Writes that share one transaction at most. More means fewer flushes and a longer wait for the first. 1 to 65,536, default 2,048.
    /// </summary>
    [Range(1, 65_536)]
    public int MaxWritesPerCommit { get; set; } = 2_048;

    /// <summary>Connections kept for reading. 1 to 64, default 4.</summary>
    [Range(1, 64)]
    public int Readers { get; set; } = 4;
}
