namespace Tombolo.Server.Storage.Backups;

/// <summary>What of a data folder belongs into a backup beside the tables: keys, certificates, media. Not the database itself, logs, or locks.</summary>
internal static class DataFiles
{
    /// <summary>Here a restore prepares what it will put in place; while it exists, the data folder is neither old nor new.</summary>
    public const string Restoring = "restoring";

    /// <summary>So begin the names of folders into which a restore puts what was there before.</summary>
    public const string Replaced = "replaced-";

    private static readonly string[] LeftOut = ["tombolo.lock", "logs", "wren", Restoring];

    /// <summary>Names at the top of the data folder that a restore replaces.</summary>
    public static IEnumerable<string> Replaceable(string dataFolder) => Directory.Exists(dataFolder)
        ? Directory.EnumerateFileSystemEntries(dataFolder).Select(entry => Path.GetFileName(entry)).Where(static name => !LeftOut.Contains(name) && !name.StartsWith(Replaced, StringComparison.Ordinal))
        : [];

    /// <summary>Paths of the files, relative to the data folder, with slashes.</summary>
    public static IReadOnlyList<string> Find(string dataFolder) =>
    [
        .. Replaceable(dataFolder)
            .Where(static name => !name.StartsWith("host.db", StringComparison.Ordinal))
            .SelectMany(name => File.Exists(Path.Combine(dataFolder, name)) ? [name] : Directory.EnumerateFiles(Path.Combine(dataFolder, name), "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(dataFolder, file).Replace('\\', '/')))
            .Where(static file => !file.EndsWith(".new", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];
}
