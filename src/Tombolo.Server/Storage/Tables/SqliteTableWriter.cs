using Microsoft.Data.Sqlite;

namespace Tombolo.Server.Storage.Tables;

/// <summary>One prepared statement, run for each row.</summary>
internal sealed class SqliteTableWriter : ITableWriter
{
    private readonly SqliteCommand _command;

    public SqliteTableWriter(SqliteConnection connection, string table, IReadOnlyList<string> columns)
    {
        _command = connection.CreateCommand();
        _command.CommandText = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(static (_, index) => $"$p{index}"))})";
        for (var index = 0; index < columns.Count; index++)
        {
            _command.Parameters.Add(new SqliteParameter { ParameterName = $"$p{index}" });
        }
    }

    public void Add(object?[] row)
    {
        for (var index = 0; index < row.Length; index++)
        {
            _command.Parameters[index].Value = row[index] ?? DBNull.Value;
        }

        _command.ExecuteNonQuery();
    }

    public void Complete()
    {
        // Each row is in its table already.
    }

    public void Dispose() => _command.Dispose();
}
