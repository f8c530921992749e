using System.Data;
using System.Data.Common;
using Npgsql;

namespace Tombolo.Server.Storage.Postgres;

/// <summary>
/// The store of many nodes. Each node commits in groups through one connection, so that its writes keep the order of the calls; nodes run beside
/// each other under snapshot isolation. A lost server fails what was under way as transient and is taken up again when it is back.
/// </summary>
internal sealed class PostgresDatabase : IDatabase, IAsyncDisposable
{
    private readonly GroupCommitWriter _writer;
    private readonly NpgsqlDataSource _readers;
    private readonly ReaderSlots _slots;

    public PostgresDatabase(string connectionString, StorageOptions options)
    {
        _writer = new GroupCommitWriter(new PostgresTransactionRunner(PostgresConnections.Writer(connectionString)), options);
        _readers = PostgresConnections.Readers(connectionString, options.Readers);
        _slots = new ReaderSlots(options.Readers);
    }

    public DatabaseEngine Engine => DatabaseEngine.Postgres;

    /// <summary>Brings the schema up to date first.</summary>
    /// <exception cref="ArgumentException">The connection string is missing or not one.</exception>
    /// <exception cref="StorageException">The server cannot be reached or holds something newer.</exception>
    public static PostgresDatabase Create(StorageOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(options.ConnectionString);
        PostgresMigrations.Run(options.ConnectionString);
        return new PostgresDatabase(options.ConnectionString, options);
    }

    public Task<T> WriteAsync<T>(Func<DbConnection, T> work, CancellationToken cancellationToken) => _writer.WriteAsync(work, cancellationToken);

    public Task<T> ReadAsync<T>(Func<DbConnection, T> work, CancellationToken cancellationToken) => _slots.RunAsync(() => Read(work), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        await _slots.DisposeAsync();
        await _readers.DisposeAsync();
    }

    private T Read<T>(Func<DbConnection, T> work)
    {
        try
        {
            return ReadOnce(work);
        }
        catch (NpgsqlException exception) when (PostgresFailure.Translate(exception).IsTransient)
        {
            // A connection that waited in the pool tells only now that its server has gone meanwhile. Reading changes nothing, so it is done again.
            _readers.Clear();
        }

        try
        {
            return ReadOnce(work);
        }
        catch (NpgsqlException exception)
        {
            throw PostgresFailure.Translate(exception);
        }
    }

    private T ReadOnce<T>(Func<DbConnection, T> work)
    {
        using var connection = _readers.OpenConnection();
        using var snapshot = connection.BeginTransaction(IsolationLevel.RepeatableRead);
        var result = work(connection);
        snapshot.Commit();
        return result;
    }
}
