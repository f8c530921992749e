using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Tombolo.Server.Storage.Sqlite;

/// <summary>
/// The embedded store: one writer thread that commits in groups, a few readers, write-ahead log, every commit flushed to the disk.
/// </summary>
internal sealed class SqliteDatabase : IDatabase, IAsyncDisposable
{
    private readonly GroupCommitWriter _writer;
    private readonly SqliteReaders _readers;
    private readonly SqliteCheckpointer _checkpointer;

    public SqliteDatabase(string file, StorageOptions options)
    {
        _writer = new GroupCommitWriter(new SqliteTransactionRunner(Open(file, SqliteOpenMode.ReadWriteCreate)), options);
        _readers = new SqliteReaders(() => Open(file, SqliteOpenMode.ReadWrite), options.Readers);
        _checkpointer = new SqliteCheckpointer(Open(file, SqliteOpenMode.ReadWrite));
    }

    public DatabaseEngine Engine => DatabaseEngine.Sqlite;

    /// <summary>Makes the folder and the file when they are missing and brings the schema up to date.</summary>
    public static SqliteDatabase Create(StorageOptions options)
    {
        Directory.CreateDirectory(options.DataFolder);
        var file = FileIn(options);
        SqliteMigrations.Run(file);
        return new SqliteDatabase(file, options);
    }

    public static string FileIn(StorageOptions options) => Path.Combine(options.DataFolder, "host.db");

    public static string ConnectionString(string file, SqliteOpenMode mode) => new SqliteConnectionStringBuilder
    {
        DataSource = file,
        Mode = mode,
        Pooling = false,
        ForeignKeys = true,
        DefaultTimeout = 5,
    }.ToString();

    public static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(ConnectionString(file, mode));
        connection.Open();

        // FULL flushes the write-ahead log at each commit: an acknowledgement may go out after it. The log begins anew at 64 MB; until then
        // the checkpointer carries it over. secure_delete overwrites what was confirmed and deleted.
        Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 16000; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = FAST;");
        return connection;
    }

    public Task<T> WriteAsync<T>(Func<DbConnection, T> work, CancellationToken cancellationToken) => _writer.WriteAsync(work, cancellationToken);

    public Task<T> ReadAsync<T>(Func<DbConnection, T> work, CancellationToken cancellationToken) => _readers.ReadAsync(work, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _checkpointer.Dispose();
        await _writer.DisposeAsync();
        await _readers.DisposeAsync();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
