using System.Data.Common;
using Dapper;
using Tombolo.Server.Storage;

namespace Tombolo.TestHost;

/// <summary>
/// PostgreSQL whose commits do not wait for the disk. The host sets <c>synchronous_commit</c> for its own connection, whatever the server's setting says;
/// so the lie is told in each transaction anew.
/// </summary>
internal sealed class UnflushedDatabase(IDatabase inner) : IDatabase
{
    public DatabaseEngine Engine => inner.Engine;

    public Task<T> WriteAsync<T>(Func<DbConnection, T> work, CancellationToken cancellationToken) => inner.WriteAsync(
        connection =>
        {
            connection.Execute("SET LOCAL synchronous_commit = off");
            return work(connection);
        },
        cancellationToken);

    public Task<T> ReadAsync<T>(Func<DbConnection, T> work, CancellationToken cancellationToken) => inner.ReadAsync(work, cancellationToken);
}
