using System.Data.Common;

namespace Tombolo.Server.Storage.Tables;

/// <summary>Reads the rows of a table one after another: <see cref="long"/>, <see cref="string"/>, <c>byte[]</c> or null in each column.</summary>
internal static class TableRows
{
    private const int DigestBytes = 16;

    public static long Count(DbConnection connection, DatabaseEngine engine, StoredTable table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = table.Name == StoredTable.Digests && engine == DatabaseEngine.Sqlite
            ? $"SELECT coalesce(sum(length(digests)), 0) / {DigestBytes} FROM {table.Name}"
            : $"SELECT count(*) FROM {table.Name}";
        command.CommandTimeout = 0;
        return (long)command.ExecuteScalar()!;
    }

    public static IEnumerable<object?[]> Read(DbConnection connection, DatabaseEngine engine, StoredTable table)
    {
        if (table.Name != StoredTable.Digests)
        {
            return Read(connection, $"SELECT {table.ColumnNames} FROM {table.Name}", table.Columns);
        }

        return engine == DatabaseEngine.Postgres
            ? Read(connection, "SELECT digest, stored_at FROM stored_digest ORDER BY stored_at", table.Columns)
            : Read(connection, "SELECT digests, stored_at FROM stored_digest ORDER BY id", table.Columns).SelectMany(static row => Split((byte[])row[0]!, row[1]));
    }

    private static IEnumerable<object?[]> Split(byte[] digests, object? storedAt) => digests.Chunk(DigestBytes).Select(digest => new[] { digest, storedAt });

    private static IEnumerable<object?[]> Read(DbConnection connection, string sql, IReadOnlyList<StoredColumn> columns)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var row = new object?[columns.Count];
            for (var index = 0; index < row.Length; index++)
            {
                row[index] = reader.IsDBNull(index) ? null : Value(reader, index, columns[index].Kind);
            }

            yield return row;
        }
    }

    private static object Value(DbDataReader reader, int index, ColumnKind kind) => kind switch
    {
        ColumnKind.Number => reader.GetInt64(index),
        ColumnKind.Text => reader.GetString(index),
        _ => reader.GetFieldValue<byte[]>(index),
    };
}
