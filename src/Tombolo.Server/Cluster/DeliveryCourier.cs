using Microsoft.Extensions.Logging;
using Tombolo.Server.Transport;

namespace Tombolo.Server.Cluster;

/// <summary>
/// The way from the conversations of this node to the accounts of another: few calls are under way at a time, and what arrives meanwhile is the next, so a
/// quiet node answers at once and a busy one is asked seldom. Order is no concern of it: a conversation has one batch out at a time. What could not be brought is
/// given back, and its sender calls the account's grain, wherever that is by then.
/// </summary>
internal sealed partial class DeliveryCourier(INodeService target, ILogger logger)
{
    // While one waits for its commit, another is on its way.
    private const int MaxUnderWay = 2;
    private const int MaxBatch = 256;
    private const int MaxBytes = 1 << 20;

    private static readonly NodeDeliveryReply GivenBack = new(NodeDeliveryOutcome.Elsewhere);

    private readonly Lock _gate = new();
    private readonly Queue<Waiting> _waiting = new();
    private int _underWay;
    private bool _isClosed;

    public Task<NodeDeliveryReply> DeliverAsync(NodeDelivery delivery)
    {
        var waiting = new Waiting(delivery);
        lock (_gate)
        {
            if (_isClosed)
            {
                return Task.FromResult(GivenBack);
            }

            _waiting.Enqueue(waiting);
            if (_underWay == MaxUnderWay)
            {
                return waiting.Task;
            }

            _underWay++;
        }

        _ = RunAsync();
        return waiting.Task;
    }

    /// <summary>The node is going: what waits for the calls that are under way does not wait for them to fail.</summary>
    public void Close()
    {
        List<Waiting> left;
        lock (_gate)
        {
            _isClosed = true;
            left = [.. _waiting];
            _waiting.Clear();
        }

        Tell(left, GiveBack(left));
    }

    private static NodeDeliveryReply[] GiveBack(List<Waiting> batch) => [.. Enumerable.Repeat(GivenBack, batch.Count)];

    /// <summary>Never throws: what failed is given back.</summary>
    private async Task RunAsync()
    {
        while (Next() is { } batch)
        {
            Tell(batch, await CallAsync(batch).ConfigureAwait(false));
        }
    }

    private async Task<NodeDeliveryReply[]> CallAsync(List<Waiting> batch)
    {
        try
        {
            var replies = await target.DeliverAsync([.. batch.Select(static waiting => waiting.Delivery)]).ConfigureAwait(false);
            return replies.Length == batch.Count ? replies : throw new InvalidDataException($"{replies.Length} replies to {batch.Count} deliveries.");
        }
        catch (Exception exception)
        {
            LogFailed(exception.GetType().Name);
            return GiveBack(batch);
        }
    }

    private List<Waiting>? Next()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                _underWay--;
                return null;
            }

            var batch = new List<Waiting>(Math.Min(_waiting.Count, MaxBatch));
            for (var bytes = 0; batch.Count < MaxBatch && bytes < MaxBytes && _waiting.TryDequeue(out var next);)
            {
                batch.Add(next);
                bytes += next.Delivery.Bytes;
            }

            return batch;
        }
    }

    /// <summary>Everybody in one turn, as of a commit here: a connection to which several of them write is written to once.</summary>
    private static void Tell(List<Waiting> batch, NodeDeliveryReply[] replies)
    {
        using var turn = OutputTurn.Begin();
        for (var index = 0; index < batch.Count; index++)
        {
            batch[index].SetResult(replies[index]);
        }
    }

    [LoggerMessage(EventId = 3012, Level = LogLevel.Warning, Message = "Messages could not be brought to another node ({Reason}); their accounts are asked one by one.")]
    private partial void LogFailed(string reason);

    /// <summary>Continues where everybody is told, so that what its sender writes goes out with the others'.</summary>
    private sealed class Waiting(NodeDelivery delivery) : TaskCompletionSource<NodeDeliveryReply>
    {
        public NodeDelivery Delivery { get; } = delivery;
    }
}
