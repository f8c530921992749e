namespace Tombolo.Server.Cluster;

/// <summary>
/// Deliveries of one account between decision and showing: shown in the order in which they were decided, whatever order commits are told in. Guarded by the
/// account's lock.
/// </summary>
internal sealed class DeliveryOrder
{
    private readonly Queue<Delivery> _waiting = new();
    private TaskCompletionSource? _idle;

    public void Begin(Delivery delivery) => _waiting.Enqueue(delivery);

    /// <summary>The next one that may be shown; null when the oldest is still on its way to the disk.</summary>
    public Delivery? TakeSettled()
    {
        if (_waiting.TryPeek(out var first) && first.IsSettled)
        {
            return _waiting.Dequeue();
        }

        if (_waiting.Count == 0)
        {
            _idle?.TrySetResult();
        }

        return null;
    }

    /// <summary>Completes when everything begun so far is shown.</summary>
    public Task WaitForIdleAsync()
    {
        if (_waiting.Count == 0)
        {
            return Task.CompletedTask;
        }

        _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _idle.Task;
    }
}
