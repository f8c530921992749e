using System.Data.Common;
using Dapper;

namespace Tombolo.Server.Storage.Tables;

/// <summary>
/// The tables that hold a host's data, asked from the database itself, so that no new table is forgotten. Left out is what describes this very
/// database (its schema's versions, numbers it reserved) or the nodes that run at the moment.
/// </summary>
internal static class StoreCatalog
{
    private const string SqliteColumns =
        """
        SELECT t.name AS TableName, c.name AS Name, lower(c.type) AS Type FROM sqlite_schema t JOIN pragma_table_info(t.name) c
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY t.name, c.cid
        """;

    private const string PostgresColumns =
        """
        SELECT c.table_name AS TableName, c.column_name AS Name, c.data_type AS Type FROM information_schema.columns c
        JOIN information_schema.tables t USING (table_schema, table_name)
        WHERE table_schema = current_schema() AND t.table_type = 'BASE TABLE' ORDER BY c.table_name, c.ordinal_position
        """;

    private const string SqliteReferences =
        """SELECT t.name AS Child, r."table" AS Parent FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) r WHERE t.type = 'table'""";

    private const string PostgresReferences =
        """
        SELECT child.relname AS Child, parent.relname AS Parent FROM pg_constraint k JOIN pg_class child ON child.oid = k.conrelid
        JOIN pg_class parent ON parent.oid = k.confrelid WHERE k.contype = 'f' AND k.connamespace = current_schema()::regnamespace
        """;

    private static readonly StoredColumn[] DigestColumns = [new("digest", ColumnKind.Bytes), new("stored_at", ColumnKind.Number)];

    /// <summary>All of them, parents before the tables that point to them.</summary>
    public static IReadOnlyList<StoredTable> Read(DbConnection connection, DatabaseEngine engine)
    {
        var isPostgres = engine == DatabaseEngine.Postgres;
        var tables = connection.Query<ColumnRow>(isPostgres ? PostgresColumns : SqliteColumns)
            .Where(static row => IsData(row.TableName))
            .GroupBy(static row => row.TableName, StringComparer.Ordinal)
            .Select(static rows => new StoredTable(rows.Key, rows.Key == StoredTable.Digests ? DigestColumns : [.. rows.Select(Column)]))
            .ToList();
        return InOrder(tables, [.. connection.Query<Reference>(isPostgres ? PostgresReferences : SqliteReferences)]);
    }

    private static bool IsData(string table) =>
        !table.Equals("schemaversions", StringComparison.OrdinalIgnoreCase) && !table.StartsWith("orleans", StringComparison.OrdinalIgnoreCase)
        && !table.StartsWith("cluster_", StringComparison.Ordinal) && table is not ("seq_reserved" or "host_fingerprint");

    private static StoredColumn Column(ColumnRow row) => new(row.Name, row.Type switch
    {
        "integer" or "bigint" => ColumnKind.Number,
        "text" => ColumnKind.Text,
        "blob" or "bytea" => ColumnKind.Bytes,
        _ => throw new InvalidOperationException($"The column {row.TableName}.{row.Name} is of type {row.Type}, which not every engine has."),
    });

    private static List<StoredTable> InOrder(List<StoredTable> tables, List<Reference> references)
    {
        var ordered = new List<StoredTable>();
        while (tables.Count > 0)
        {
            var next = tables.First(table => references.All(reference =>
                reference.Child != table.Name || reference.Parent == table.Name || tables.All(waiting => waiting.Name != reference.Parent)));
            tables.Remove(next);
            ordered.Add(next);
        }

        return ordered;
    }

    private sealed record ColumnRow
    {
        public string TableName { get; init; } = "";

        public string Name { get; init; } = "";

        public string Type { get; init; } = "";
    }

    private sealed record Reference
    {
        public string Child { get; init; } = "";

        public string Parent { get; init; } = "";
    }
}
