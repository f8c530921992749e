using DbUp;
using DbUp.Engine.Output;
using Microsoft.Data.Sqlite;

namespace Tombolo.Server.Storage.Sqlite;

/// <summary>Brings the file to the newest schema at start: the embedded scripts in order of name, each once, forward only.</summary>
internal static class SqliteMigrations
{
    private const string ScriptsPrefix = "Tombolo.Server.Storage.Migrations.Sqlite.";

    /// <exception cref="StorageException">A script failed, or the file was written by a newer version.</exception>
    public static void Run(string file)
    {
        var upgrader = DeployChanges.To
            .SqliteDatabase(SqliteDatabase.ConnectionString(file, SqliteOpenMode.ReadWriteCreate))
            .WithScriptsEmbeddedInAssembly(typeof(SqliteMigrations).Assembly, name => name.StartsWith(ScriptsPrefix, StringComparison.Ordinal))
            .WithTransactionPerScript()
            .LogTo(new NoOpUpgradeLog())
            .Build();
        var known = upgrader.GetDiscoveredScripts().Select(script => script.Name).ToHashSet(StringComparer.Ordinal);
        if (upgrader.GetExecutedScripts().FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw new StorageException($"The database was made by a newer version (it has the migration {unknown}).", isTransient: false);
        }

        var outcome = upgrader.PerformUpgrade();
        if (!outcome.Successful)
        {
            throw new StorageException($"The migration {outcome.ErrorScript?.Name} failed.", isTransient: false, outcome.Error);
        }
    }
}
