using System.Data.Common;
using Dapper;
using DbUp.Builder;
using DbUp.Engine;
using DbUp.Engine.Output;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Tombolo.Server.Storage;

/// <summary>Brings a database to the newest schema at start: the engine's embedded scripts in order of name, each once and whole, forward only.</summary>
internal static class SchemaUpgrade
{
    private const string ScriptsPrefix = "Tombolo.Server.Storage.Migrations.";

    /// <summary>The migrations this version knows, by file name.</summary>
    public static IReadOnlyList<string> Known(DatabaseEngine engine) =>
    [
        .. typeof(SchemaUpgrade).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith($"{ScriptsPrefix}{engine}.", StringComparison.Ordinal)).Select(name => ShortName(name, engine)).Order(StringComparer.Ordinal),
    ];

    /// <summary>The migrations a database has had, by file name.</summary>
    public static IReadOnlyList<string> Applied(DbConnection connection, DatabaseEngine engine) =>
        [.. connection.Query<string>("SELECT scriptname FROM schemaversions").Select(name => ShortName(name, engine)).Order(StringComparer.Ordinal)];

    /// <param name="builder">Knows the database.</param>
    /// <param name="engine">What it is.</param>
    /// <param name="only">The migrations that may be run, to restore a backup of an older version; null for all.</param>
    /// <exception cref="StorageException">A script failed, or the database was written by a newer version.</exception>
    public static void Run(UpgradeEngineBuilder builder, DatabaseEngine engine, IReadOnlyList<string>? only = null)
    {
        var upgrader = Build(builder, engine, only);
        RefuseNewer(upgrader, engine);
        var outcome = upgrader.PerformUpgrade();
        if (outcome.Error is SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB } damaged)
        {
            // Told apart by whoever knows the file.
            throw damaged;
        }

        if (!outcome.Successful)
        {
            throw new StorageException(
                StorageFault.Broken, $"The migration {ShortName(outcome.ErrorScript?.Name, engine)} failed and left nothing behind; those before it are kept.", outcome.Error);
        }
    }

    /// <summary>For those who come beside a running host and must not change its tables.</summary>
    /// <exception cref="StorageException">The schema is not the one of this version.</exception>
    public static void Check(UpgradeEngineBuilder builder, DatabaseEngine engine)
    {
        var upgrader = Build(builder, engine);
        RefuseNewer(upgrader, engine);
        if (upgrader.GetExecutedScripts().Count == 0)
        {
            throw new StorageException(StorageFault.Absent, "There is no host's store in this database yet.");
        }

        if (upgrader.GetScriptsToExecute().FirstOrDefault() is { } missing)
        {
            throw new StorageException(StorageFault.Older, $"The database was made by an older version of Tombolo (it lacks the migration {ShortName(missing.Name, engine)}).");
        }
    }

    private static void RefuseNewer(UpgradeEngine upgrader, DatabaseEngine engine)
    {
        var known = upgrader.GetDiscoveredScripts().Select(script => script.Name).ToHashSet(StringComparer.Ordinal);
        if (upgrader.GetExecutedScripts().FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw new StorageException(StorageFault.Newer, $"The database was made by a newer version of Tombolo (this one does not know its migration {ShortName(unknown, engine)}).");
        }
    }

    private static UpgradeEngine Build(UpgradeEngineBuilder builder, DatabaseEngine engine, IReadOnlyList<string>? only = null)
    {
        var prefix = $"{ScriptsPrefix}{engine}.";
        return builder
            .WithScriptsEmbeddedInAssembly(typeof(SchemaUpgrade).Assembly, name => name.StartsWith(prefix, StringComparison.Ordinal) && only?.Contains(name[prefix.Length..]) != false)
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogTo(new NoOpUpgradeLog())
            .Build();
    }

    private static string ShortName(string? script, DatabaseEngine engine) => (script ?? "").Replace($"{ScriptsPrefix}{engine}.", "", StringComparison.Ordinal);
}
