using System.Collections.Concurrent;
using Tombolo.Server.Storage;

namespace Tombolo.TestHost;

/// <summary>Which engine the hosts of tests keep their data in: <c>TOMBOLO_TEST_STORE=postgres</c> runs the same tests on PostgreSQL.</summary>
internal static class TestStore
{
    private static readonly ConcurrentDictionary<string, Lazy<string>> Databases = new(StringComparer.Ordinal);

    public static DatabaseEngine Engine { get; } =
        Environment.GetEnvironmentVariable("TOMBOLO_TEST_STORE") == "postgres" ? DatabaseEngine.Postgres : DatabaseEngine.Sqlite;

    /// <summary>Points the options to a folder, and to a database that stays the same for that folder.</summary>
    public static void Use(StorageOptions options, string folder) => Use(options, folder, Engine);

    /// <summary>The same, for those who come beside a host.</summary>
    public static StorageOptions In(string folder)
    {
        var options = new StorageOptions();
        Use(options, folder);
        return options;
    }

    public static void Use(StorageOptions options, string folder, DatabaseEngine engine)
    {
        options.DataFolder = folder;
        options.Engine = engine;
        if (engine == DatabaseEngine.Postgres)
        {
            options.ConnectionString = Databases.GetOrAdd(folder, static _ => new Lazy<string>(PostgresServer.Shared.CreateDatabase)).Value;
        }
    }
}
