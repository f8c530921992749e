using System.Data.Common;
using Tombolo.Server.Storage;

namespace Tombolo.TestHost;

/// <summary>
/// A store that lies: a write counts as done when its SQL has run, before the commit. What kill tests exist to find.
/// </summary>
internal sealed class EarlyDatabase(IDatabase inner) : IDatabase
{
    public DatabaseEngine Engine => inner.Engine;

    public Task<T> WriteAsync<T>(Func<DbConnection, T> work, CancellationToken cancellationToken)
    {
        var early = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = inner.WriteAsync(
            connection =>
            {
                var result = work(connection);
                early.TrySetResult(result);
                return result;
            },
            cancellationToken);
        return early.Task;
    }

    public Task<T> ReadAsync<T>(Func<DbConnection, T> work, CancellationToken cancellationToken) => inner.ReadAsync(work, cancellationToken);
}
