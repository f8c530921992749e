using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Tombolo.Server.Storage.Sqlite;

/// <summary>A bounded set of connections for reading; each call has one to itself, inside one snapshot.</summary>
internal sealed class SqliteReaders(Func<SqliteConnection> open, int limit) : IAsyncDisposable
{
    private readonly ConcurrentBag<SqliteConnection> _idle = [];
    private readonly ReaderSlots _slots = new(limit);

    public Task<T> ReadAsync<T>(Func<DbConnection, T> work, CancellationToken cancellationToken) => _slots.RunAsync(() => Read(work), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _slots.DisposeAsync();
        while (_idle.TryTake(out var connection))
        {
            await connection.DisposeAsync();
        }
    }

    private T Read<T>(Func<DbConnection, T> work)
    {
        SqliteConnection? connection = null;
        try
        {
            connection = _idle.TryTake(out var idle) ? idle : OpenToRead();
            Execute(connection, "BEGIN");
            var result = work(connection);
            Execute(connection, "COMMIT");
            _idle.Add(connection);
            return result;
        }
        catch (Exception exception)
        {
            // In an unknown state: closing it also ends its snapshot.
            connection?.Dispose();
            if (exception is SqliteException refusal)
            {
                throw SqliteFailure.Translate(refusal);
            }

            throw;
        }
    }

    private SqliteConnection OpenToRead()
    {
        var connection = open();
        Execute(connection, "PRAGMA query_only = ON");
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
