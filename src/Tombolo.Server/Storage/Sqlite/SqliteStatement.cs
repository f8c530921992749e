using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Tombolo.Server.Storage.Sqlite;

/// <summary>
/// A prepared statement without the layers of ADO.NET, for what runs for each message: binding and stepping costs a quarter of
/// what a command with parameters does, and allocates nothing.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _handle;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _handle = connection.Handle ?? throw new InvalidOperationException("The connection is closed.");
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement), _handle);
    }

    public SqliteStatement Bind(int index, long value)
    {
        SqliteException.ThrowExceptionForRC(raw.sqlite3_bind_int64(_statement, index, value), _handle);
        return this;
    }

    public SqliteStatement Bind(int index, ReadOnlySpan<byte> value)
    {
        SqliteException.ThrowExceptionForRC(raw.sqlite3_bind_blob(_statement, index, value), _handle);
        return this;
    }

    /// <summary>Runs a statement that returns no rows.</summary>
    public void Execute()
    {
        var code = raw.sqlite3_step(_statement);
        var reset = raw.sqlite3_reset(_statement);
        if (code is not raw.SQLITE_DONE)
        {
            SqliteException.ThrowExceptionForRC(reset, _handle);
        }
    }

    /// <summary>Runs a statement that returns one number.</summary>
    public long ReadInt64()
    {
        var code = raw.sqlite3_step(_statement);
        var value = code == raw.SQLITE_ROW ? raw.sqlite3_column_int64(_statement, 0) : 0;
        var reset = raw.sqlite3_reset(_statement);
        if (code is not raw.SQLITE_ROW)
        {
            SqliteException.ThrowExceptionForRC(reset, _handle);
        }

        return value;
    }

    public void Dispose() => _statement.Dispose();
}
