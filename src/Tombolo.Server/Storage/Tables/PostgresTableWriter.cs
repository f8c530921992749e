using Npgsql;
using NpgsqlTypes;

namespace Tombolo.Server.Storage.Tables;

/// <summary>PostgreSQL's own way to take many rows: <c>COPY</c> in its binary form.</summary>
internal sealed class PostgresTableWriter(NpgsqlConnection connection, StoredTable table) : ITableWriter
{
    private readonly NpgsqlBinaryImporter _copy = connection.BeginBinaryImport($"COPY {table.Name} ({table.ColumnNames}) FROM STDIN (FORMAT BINARY)");
    private readonly NpgsqlDbType[] _types = [.. table.Columns.Select(static column => column.Kind switch
    {
        ColumnKind.Number => NpgsqlDbType.Bigint,
        ColumnKind.Text => NpgsqlDbType.Text,
        _ => NpgsqlDbType.Bytea,
    })];

    public void Add(object?[] row)
    {
        _copy.StartRow();
        for (var index = 0; index < row.Length; index++)
        {
            if (row[index] is { } value)
            {
                _copy.Write(value, _types[index]);
            }
            else
            {
                _copy.WriteNull();
            }
        }
    }

    public void Complete() => _copy.Complete();

    public void Dispose() => _copy.Dispose();
}
