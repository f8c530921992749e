using Microsoft.Data.Sqlite;

namespace Tombolo.Server.Storage.Tables;

/// <summary>Packs digests of one time into one row, as the host's own commits do.</summary>
internal sealed class SqliteDigestWriter(SqliteConnection connection) : ITableWriter
{
    private readonly SqliteTableWriter _rows = new(connection, StoredTable.Digests, ["digests", "stored_at"]);
    private readonly MemoryStream _digests = new();
    private object? _storedAt;

    public void Add(object?[] row)
    {
        if (!Equals(row[1], _storedAt))
        {
            Flush();
            _storedAt = row[1];
        }

        _digests.Write((byte[])row[0]!);
    }

    public void Complete() => Flush();

    public void Dispose()
    {
        _rows.Dispose();
        _digests.Dispose();
    }

    private void Flush()
    {
        if (_digests.Length > 0)
        {
            _rows.Add([_digests.ToArray(), _storedAt]);
            _digests.SetLength(0);
        }
    }
}
