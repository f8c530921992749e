using System.Data.Common;
using Tombolo.Server.Storage;

namespace Tombolo.TestHost;

/// <summary>
/// A store that lies: a write counts as done when its SQL has run, before the commit. What kill tests exist to find. The flush takes
/// as long as an ordinary disk's: on a fast one the lie would be true again before anybody could be harmed by it.
/// </summary>
internal sealed class EarlyDatabase(IDatabase inner) : IDatabase, IDisposable
{
    private static readonly TimeSpan FlushTime = TimeSpan.FromMilliseconds(15);

    private readonly ManualResetEventSlim _disk = new();

    public DatabaseEngine Engine => inner.Engine;

    public Task<T> WriteAsync<T>(Func<DbConnection, T> work, CancellationToken cancellationToken)
    {
        var early = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var late = inner.WriteAsync(
            connection =>
            {
                var result = work(connection);
                early.TrySetResult(result);
                _disk.Wait(FlushTime);
                return result;
            },
            cancellationToken);
        late.ContinueWith(
            failed => early.TrySetException(failed.Exception!.InnerException!),
            CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return early.Task;
    }

    public Task<T> ReadAsync<T>(Func<DbConnection, T> work, CancellationToken cancellationToken) => inner.ReadAsync(work, cancellationToken);

    public void Dispose() => _disk.Dispose();
}
