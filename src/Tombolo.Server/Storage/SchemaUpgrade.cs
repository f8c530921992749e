using DbUp.Builder;
using DbUp.Engine;
using DbUp.Engine.Output;

namespace Tombolo.Server.Storage;

/// <summary>Brings a database to the newest schema at start: the engine's embedded scripts in order of name, each once and whole, forward only.</summary>
internal static class SchemaUpgrade
{
    private const string ScriptsPrefix = "Tombolo.Server.Storage.Migrations.";

    /// <exception cref="StorageException">A script failed, or the database was written by a newer version.</exception>
    public static void Run(UpgradeEngineBuilder builder, DatabaseEngine engine)
    {
        var upgrader = Build(builder, engine);
        RefuseNewer(upgrader, engine);
        var outcome = upgrader.PerformUpgrade();
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

    private static UpgradeEngine Build(UpgradeEngineBuilder builder, DatabaseEngine engine)
    {
        var prefix = $"{ScriptsPrefix}{engine}.";
        return builder
            .WithScriptsEmbeddedInAssembly(typeof(SchemaUpgrade).Assembly, name => name.StartsWith(prefix, StringComparison.Ordinal))
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogTo(new NoOpUpgradeLog())
            .Build();
    }

    private static string ShortName(string? script, DatabaseEngine engine) => (script ?? "").Replace($"{ScriptsPrefix}{engine}.", "", StringComparison.Ordinal);
}
