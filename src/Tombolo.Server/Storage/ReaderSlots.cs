namespace Tombolo.Server.Storage;

/// <summary>Lets so many read at once, on threads of the pool. Closing waits for those who are reading.</summary>
internal sealed class ReaderSlots(int limit) : IAsyncDisposable
{
    private readonly SemaphoreSlim _free = new(limit, limit);
    private volatile bool _isClosed;

    public async Task<T> RunAsync<T>(Func<T> read, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        try
        {
            return _isClosed ? throw new StorageException("The store is closed.", isTransient: false) : await Task.Run(read, cancellationToken);
        }
        finally
        {
            _free.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _isClosed = true;
        for (var slot = 0; slot < limit; slot++)
        {
            await _free.WaitAsync();
        }

        // The slots are given back for those who come too late and are told so.
        _free.Release(limit);
    }
}
