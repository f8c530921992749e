using DbUp.Builder;
using DbUp.Engine.Output;

namespace Tombolo.Server.Storage;

/// <summary>Brings a database to the newest schema at start: the engine's embedded scripts in order of name, each once, forward only.</summary>
internal static class SchemaUpgrade
{
    private const string ScriptsPrefix = "Tombolo.Server.Storage.Migrations.";

    /// <exception cref="StorageException">A script failed, or the database was written by a newer version.</exception>
    public static void Run(UpgradeEngineBuilder builder, DatabaseEngine engine)
    {
        var prefix = $"{ScriptsPrefix}{engine}.";
        var upgrader = builder
            .WithScriptsEmbeddedInAssembly(typeof(SchemaUpgrade).Assembly, name => name.StartsWith(prefix, StringComparison.Ordinal))
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogTo(new NoOpUpgradeLog())
            .Build();
        var known = upgrader.GetDiscoveredScripts().Select(script => script.Name).ToHashSet(StringComparer.Ordinal);
        if (upgrader.GetExecutedScripts().FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw new StorageException(StorageFault.Newer, $"The database was made by a newer version of Tombolo (this one does not know its migration {unknown[prefix.Length..]}).");
        }

        var outcome = upgrader.PerformUpgrade();
        if (!outcome.Successful)
        {
            throw new StorageException($"The migration {outcome.ErrorScript?.Name} failed.", isTransient: false, outcome.Error);
        }
    }
}
