using System.Data.Common;
using System.Diagnostics;
using System.Threading.Channels;

namespace Tombolo.Server.Storage;

/// <summary>
/// The one thread that writes. While a commit waits for the disk, the next works gather behind it; together they are the next
/// transaction. So a flush costs the same for one message or a thousand, and nobody waits for a timer.
/// </summary>
internal sealed class GroupCommitWriter : IAsyncDisposable
{
    private readonly Channel<DatabaseWork> _queue;
    private readonly ITransactionRunner _runner;
    private readonly int _maxWritesPerCommit;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public GroupCommitWriter(ITransactionRunner runner, StorageOptions options)
    {
        _runner = runner;
        _maxWritesPerCommit = options.MaxWritesPerCommit;
        _queue = Channel.CreateBounded<DatabaseWork>(new BoundedChannelOptions(options.MaxQueuedWrites) { SingleReader = true });
        _thread = new Thread(Run) { IsBackground = true, Name = "tombolo-writer" };
        _thread.Start();
    }

    public Task<T> WriteAsync<T>(Func<DbConnection, T> work, CancellationToken cancellationToken)
    {
        var queued = new DatabaseWork<T>(work, cancellationToken);
        return _queue.Writer.TryWrite(queued) ? queued.Completion : EnqueueAsync(queued, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _stopped.Task;
        _runner.Dispose();
    }

    private async Task<T> EnqueueAsync<T>(DatabaseWork<T> queued, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.Writer.WriteAsync(queued, cancellationToken);
        }
        catch (ChannelClosedException exception)
        {
            throw new StorageException("The store is closed.", isTransient: false, exception);
        }

        return await queued.Completion;
    }

    private void Run()
    {
        var batch = new List<DatabaseWork>(_maxWritesPerCommit);
        try
        {
            // A thread of its own, so that a slow disk never holds a thread of the pool.
            while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                Gather(batch);
                var writes = batch.Count;
                var started = Stopwatch.GetTimestamp();
                _runner.Run(batch);
                StorageMetrics.Committed(writes, Stopwatch.GetElapsedTime(started));
                batch.Clear();
            }

            _stopped.SetResult();
        }
        catch (Exception exception)
        {
            _queue.Writer.TryComplete(exception);
            batch.ForEach(work => work.Fail(exception));
            _stopped.SetException(exception);
        }
    }

    private void Gather(List<DatabaseWork> batch)
    {
        while (batch.Count < _maxWritesPerCommit && _queue.Reader.TryRead(out var work))
        {
            if (!work.TryCancel())
            {
                batch.Add(work);
            }
        }
    }
}
