namespace Tombolo.Server.Storage.Backups;

/// <summary>What <c>manifest.json</c> of a backup says about it.</summary>
public sealed record BackupManifest
{
    /// <summary>The form of the folder; this is the only one there is.</summary>
    public const string CurrentFormat = "tombolo-backup-1";

    /// <summary>The form of the folder.</summary>
    public required string Format { get; init; }

    /// <summary>The version of Tombolo that made it.</summary>
    public required string Version { get; init; }

    /// <summary>The engine it was made from. It can be restored into either.</summary>
    public required DatabaseEngine Engine { get; init; }

    /// <summary>The one moment whose state it is.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The migrations the tables had, by file name.</summary>
    public required IReadOnlyList<string> Migrations { get; init; }

    /// <summary>The highest numbers given away, by table.</summary>
    public required IReadOnlyDictionary<string, long> Counters { get; init; }

    /// <summary>The tables, parents before the tables that point to them.</summary>
    public required IReadOnlyList<BackupTable> Tables { get; init; }

    /// <summary>Every file but the manifest itself.</summary>
    public required IReadOnlyList<BackupFile> Files { get; init; }
}
