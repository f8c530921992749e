using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using Tombolo.Server.Storage;
using Tombolo.Server.Storage.Postgres;
using Tombolo.Server.Storage.Sqlite;
using Tombolo.TestHost;

namespace Tombolo.Server.Tests.Storage;

/// <summary>The migrations exist twice; here they are compared, and disturbed.</summary>
public sealed class SchemaTests : IDisposable
{
    private const string SqliteShape =
        """
        SELECT t.name || '.' || c.name || ' ' || replace(replace(lower(c.type), 'integer', 'bigint'), 'blob', 'bytea') || (CASE WHEN c."notnull" OR c.pk THEN ' not null' ELSE '' END)
        FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!'
        UNION ALL
        SELECT t.name || (CASE WHEN i.origin = 'pk' THEN ' key (' WHEN i."unique" THEN ' unique (' ELSE ' index ' || i.name || (CASE WHEN i.partial THEN ' partial' ELSE '' END) || ' (' END)
            || (SELECT group_concat(name, ', ') FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno)) || ')'
        FROM sqlite_schema t JOIN pragma_index_list(t.name) i WHERE t.type = 'table'
        UNION ALL
        SELECT t.name || ' key (' || c.name || ')' FROM sqlite_schema t JOIN pragma_table_info(t.name) c
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!' AND c.pk = 1 AND NOT EXISTS (SELECT 1 FROM pragma_index_list(t.name) WHERE origin = 'pk')
        UNION ALL
        SELECT DISTINCT t.name || ' refers to ' || r."table" || ' ' || lower(r.on_delete) FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) r WHERE t.type = 'table'
        """;

    private const string PostgresShape =
        """
        SELECT table_name || '.' || column_name || ' ' || data_type || (CASE WHEN is_nullable = 'NO' THEN ' not null' ELSE '' END)
        FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name) WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'
        UNION ALL
        SELECT t.relname || (CASE WHEN x.indisprimary THEN ' key (' WHEN x.indisunique THEN ' unique (' ELSE ' index ' || i.relname || (CASE WHEN x.indpred IS NOT NULL THEN ' partial' ELSE '' END) || ' (' END)
            || (SELECT string_agg(a.attname, ', ' ORDER BY k.position) FROM unnest(x.indkey) WITH ORDINALITY AS k (number, position)
                JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number) || ')'
        FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid WHERE t.relnamespace = current_schema()::regnamespace AND t.relkind = 'r'
        UNION ALL
        SELECT c.relname || ' refers to ' || p.relname || ' ' || (CASE k.confdeltype WHEN 'c' THEN 'cascade' ELSE 'no action' END)
        FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class p ON p.oid = k.confrelid WHERE k.contype = 'f' AND k.connamespace = current_schema()::regnamespace
        """;

    // Mailboxes are kept in the way that suits each engine; clusters need PostgreSQL; the rest describes the very database.
    private static readonly string[] Different = ["entry ", "stored_digest", "seq_reserved", "schemaversions", "orleans", "cluster_"];

    private readonly string _folder = Directory.CreateTempSubdirectory("tombolo-schema-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Schemas_OfBothEngines_AreTwins()
    {
        Assert.Equal(SchemaUpgrade.Known(DatabaseEngine.Sqlite), SchemaUpgrade.Known(DatabaseEngine.Postgres));
        using var sqlite = Migrated(DatabaseEngine.Sqlite);
        using var postgres = Migrated(DatabaseEngine.Postgres);

        var shape = Shape(sqlite, SqliteShape);

        Assert.True(shape.Count > 100, $"only {shape.Count} facts are compared");
        Assert.Equal(shape, Shape(postgres, PostgresShape));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public void Migration_ThatFailsInTheMiddle_LeavesNothingAndGoesOnWhenTheReasonIsGone(DatabaseEngine engine)
    {
        var options = Options(engine);
        Upgrade(options, ["0001_mailboxes.sql", "0002_accounts.sql"]);
        using var connection = Connect(options);
        // The third migration makes partner_subject first and then finds the name of its second table taken.
        connection.Execute("CREATE TABLE nonce (mine BIGINT)");

        var failure = Assert.Throws<StorageException>(() => Upgrade(options, null));

        Assert.Equal(StorageFault.Broken, failure.Fault);
        Assert.Contains("0003_partners.sql", failure.Message, StringComparison.Ordinal);
        Assert.Throws<StorageException>(() => StoreConnection.Open(options));
        Assert.ThrowsAny<DbException>(() => connection.Execute("SELECT 1 FROM partner_subject"));
        Assert.Equal(["0001_mailboxes.sql", "0002_accounts.sql"], SchemaUpgrade.Applied(connection, engine));

        connection.Execute("DROP TABLE nonce");
        Upgrade(options, null);
        Assert.Equal(SchemaUpgrade.Known(engine), SchemaUpgrade.Applied(connection, engine));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.Postgres)]
    public void Store_OfAnotherVersion_IsToldApart(DatabaseEngine engine)
    {
        var options = Options(engine);
        Assert.Equal(StorageFault.Absent, Assert.Throws<StorageException>(() => StoreConnection.Open(options)).Fault);
        Upgrade(options, ["0001_mailboxes.sql"]);
        Assert.Equal(StorageFault.Older, Assert.Throws<StorageException>(() => StoreConnection.Open(options)).Fault);
        Upgrade(options, null);
        using var connection = StoreConnection.Open(options);
        connection.Execute($"INSERT INTO schemaversions (scriptname, applied) VALUES ('Tombolo.Server.Storage.Migrations.{engine}.9999_future.sql', CURRENT_TIMESTAMP)");

        Assert.Equal(StorageFault.Newer, Assert.Throws<StorageException>(() => StoreConnection.Open(options)).Fault);
        var failure = Assert.Throws<StorageException>(() => Upgrade(options, null));
        Assert.Equal(StorageFault.Newer, failure.Fault);
        Assert.Contains("9999_future.sql", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SqliteFile_ThatIsDamaged_IsSaidToBe()
    {
        var options = Options(DatabaseEngine.Sqlite);
        Directory.CreateDirectory(options.DataFolder);
        File.WriteAllText(SqliteDatabase.FileIn(options), new string('x', 8192));

        Assert.Equal(StorageFault.Damaged, Assert.Throws<StorageException>(() => SqliteDatabase.Create(options)).Fault);
        Assert.Equal(StorageFault.Damaged, Assert.Throws<StorageException>(() => StoreConnection.Open(options)).Fault);
    }

    private static void Upgrade(StorageOptions options, IReadOnlyList<string>? only)
    {
        if (options.Engine == DatabaseEngine.Postgres)
        {
            PostgresMigrations.Run(options.ConnectionString!, only);
            return;
        }

        Directory.CreateDirectory(options.DataFolder);
        SqliteMigrations.Run(SqliteDatabase.FileIn(options), only);
    }

    private static DbConnection Connect(StorageOptions options)
    {
        DbConnection connection = options.Engine == DatabaseEngine.Postgres
            ? new NpgsqlConnection(PostgresConnections.Alone(options.ConnectionString!))
            : new SqliteConnection(SqliteDatabase.ConnectionString(SqliteDatabase.FileIn(options), SqliteOpenMode.ReadWrite));
        connection.Open();
        return connection;
    }

    private static List<string> Shape(DbConnection connection, string sql) =>
        [.. connection.Query<string>(sql).Where(static line => !Different.Any(prefix => (line.Replace('.', ' ') + " ").StartsWith(prefix, StringComparison.OrdinalIgnoreCase))).Order(StringComparer.Ordinal)];

    private StorageOptions Options(DatabaseEngine engine)
    {
        var options = new StorageOptions();
        TestStore.Use(options, Path.Combine(_folder, engine.ToString()), engine);
        return options;
    }

    private DbConnection Migrated(DatabaseEngine engine)
    {
        var options = Options(engine);
        Upgrade(options, null);
        return Connect(options);
    }
}
