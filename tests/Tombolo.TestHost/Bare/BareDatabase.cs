using System.Data.Common;
using Microsoft.Data.Sqlite;
using Tombolo.Server.Storage;
using Tombolo.Server.Storage.Sqlite;

namespace Tombolo.TestHost.Bare;

/// <summary>The real schema in memory. Every call is done when it returns, so that what is built on it needs no waiting.</summary>
internal sealed class BareDatabase : IDatabase, IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"tombolo-bare-{Guid.NewGuid():N}.db");
    private readonly Lock _gate = new();
    private readonly SqliteConnection _connection;

    public BareDatabase()
    {
        SqliteMigrations.Run(_file);
        _connection = new SqliteConnection("Data Source=:memory:;Pooling=false");
        _connection.Open();
        using var source = new SqliteConnection($"Data Source={_file};Pooling=false");
        source.Open();
        source.BackupDatabase(_connection);
        source.Close();
        File.Delete(_file);
    }

    public DatabaseEngine Engine => DatabaseEngine.Sqlite;

    public Task<T> WriteAsync<T>(Func<DbConnection, T> work, CancellationToken cancellationToken) => Run(work);

    public Task<T> ReadAsync<T>(Func<DbConnection, T> work, CancellationToken cancellationToken) => Run(work);

    public void Dispose() => _connection.Dispose();

    private Task<T> Run<T>(Func<DbConnection, T> work)
    {
        lock (_gate)
        {
            return Task.FromResult(work(_connection));
        }
    }
}
