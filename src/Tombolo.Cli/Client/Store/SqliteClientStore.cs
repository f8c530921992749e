using Microsoft.Data.Sqlite;
using Tombolo.Client.Storage;

namespace Tombolo.Cli.Client.Store;

/// <summary>A device's store in one SQLite file. A commit is one transaction that is on the disk when it completes.</summary>
internal sealed class SqliteClientStore : IClientStore
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly SqliteConnection _connection;

    private SqliteClientStore(SqliteConnection connection) => _connection = connection;

    public static async Task<SqliteClientStore> OpenAsync(string file, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsWindows() && !File.Exists(file))
        {
            new FileStream(file, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }).Dispose();
        }

        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA secure_delete = ON;
            CREATE TABLE IF NOT EXISTS entry (collection TEXT NOT NULL, name TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (collection, name)) WITHOUT ROWID;
            """;
        await command.ExecuteNonQueryAsync(cancellationToken);
        return new SqliteClientStore(connection);
    }

    public async ValueTask<byte[]?> ReadAsync(string table, string key, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await using var command = Command("SELECT value FROM entry WHERE collection = $collection AND name = $name", table, key);
            return await command.ExecuteScalarAsync(cancellationToken) as byte[];
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask<IReadOnlyList<KeyValuePair<string, byte[]>>> ListAsync(string table, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await using var command = Command("SELECT name, value FROM entry WHERE collection = $collection ORDER BY name COLLATE BINARY", table, null);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var rows = new List<KeyValuePair<string, byte[]>>();
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(KeyValuePair.Create(reader.GetString(0), reader.GetFieldValue<byte[]>(1)));
            }

            return rows;
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask CommitAsync(IReadOnlyList<StoreWrite> writes, CancellationToken cancellationToken)
    {
        // From here on all or nothing: a cancelled caller must not leave half a commit behind.
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await using var transaction = (SqliteTransaction)await _connection.BeginTransactionAsync(CancellationToken.None);
            foreach (var (table, key, value) in writes)
            {
                await using var command = value is null
                    ? Command("DELETE FROM entry WHERE collection = $collection AND name = $name", table, key)
                    : Command("INSERT INTO entry VALUES ($collection, $name, $value) ON CONFLICT DO UPDATE SET value = excluded.value", table, key);
                command.Transaction = transaction;
                if (value is not null)
                {
                    command.Parameters.AddWithValue("$value", value);
                }

                await command.ExecuteNonQueryAsync(CancellationToken.None);
            }

            await transaction.CommitAsync(CancellationToken.None);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _gate.Dispose();
    }

    private SqliteCommand Command(string text, string table, string? key)
    {
        var command = _connection.CreateCommand();
        command.CommandText = text;
        command.Parameters.AddWithValue("$collection", table);
        if (key is not null)
        {
            command.Parameters.AddWithValue("$name", key);
        }

        return command;
    }
}
