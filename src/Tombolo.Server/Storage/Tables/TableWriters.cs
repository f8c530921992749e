using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Tombolo.Server.Storage.Tables;

internal static class TableWriters
{
    public static ITableWriter Open(DbConnection connection, StoredTable table) => connection switch
    {
        NpgsqlConnection postgres => new PostgresTableWriter(postgres, table),
        _ when table.Name == StoredTable.Digests => new SqliteDigestWriter((SqliteConnection)connection),
        _ => new SqliteTableWriter((SqliteConnection)connection, table.Name, [.. table.Columns.Select(static column => column.Name)]),
    };
}
