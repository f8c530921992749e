using Microsoft.Extensions.Logging;

namespace Tombolo.Server.Cluster;

/// <summary>
/// The way from this node to the sessions of another: one call is under way at a time, and what arrives meanwhile is the next, so order holds and a burst costs
/// few calls. What cannot be brought is not kept: the sessions it was for are told to read the store instead.
/// </summary>
internal sealed partial class NodeCourier(INodeService target, Func<bool> isThere, TimeProvider time, ILogger logger) : IDisposable
{
    // An order holds a message of at most some hundred kilobytes that is stored anyway; beyond so many the sessions read for themselves.
    private const int MaxWaiting = 8_192;
    private const int MaxBatch = 256;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly HashSet<Guid> _lagging = [];
    private Queue<SessionOrder> _waiting = new();
    private bool _isBusy;
    private bool _isGone;

    public void Take(SessionOrder order)
    {
        lock (_gate)
        {
            if (_isGone)
            {
                return;
            }

            if (_waiting.Count >= MaxWaiting && order.Kind == SessionOrderKind.Offer)
            {
                _lagging.Add(order.Session);
            }
            else
            {
                _waiting.Enqueue(order);
            }

            if (!_isBusy)
            {
                _isBusy = true;
                _ = RunAsync();
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isGone = true;
            _waiting = new Queue<SessionOrder>();
            _lagging.Clear();
        }
    }

    /// <summary>Never throws: what failed is made up for by reading the store.</summary>
    private async Task RunAsync()
    {
        while (Next() is { } orders)
        {
            try
            {
                await target.TellAsync(orders);
            }
            catch (Exception exception)
            {
                LogFailed(exception.GetType().Name);
                Remember(orders);
                await Task.Delay(RetryAfter, time);
                if (!isThere())
                {
                    Dispose();
                }
            }
        }
    }

    private SessionOrder[]? Next()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0 && _lagging.Count == 0)
            {
                _isBusy = false;
                return null;
            }

            var orders = new List<SessionOrder>(Math.Min(MaxBatch, _waiting.Count) + _lagging.Count);
            while (orders.Count < MaxBatch && _waiting.TryDequeue(out var order))
            {
                orders.Add(order);
            }

            orders.AddRange(_lagging.Select(session => new SessionOrder { Session = session, Kind = SessionOrderKind.Lag }));
            _lagging.Clear();
            return [.. orders];
        }
    }

    /// <summary>Ends and calls to attach again must arrive, if late; a session that missed anything else reads the store.</summary>
    private void Remember(SessionOrder[] orders)
    {
        lock (_gate)
        {
            if (_isGone)
            {
                return;
            }

            foreach (var order in orders)
            {
                if (order.Kind is SessionOrderKind.Offer or SessionOrderKind.Lag)
                {
                    _lagging.Add(order.Session);
                }
                else if (order.Kind is not SessionOrderKind.Push && _waiting.Count < MaxWaiting)
                {
                    _waiting.Enqueue(order);
                }
            }
        }
    }

    [LoggerMessage(EventId = 3010, Level = LogLevel.Warning, Message = "Another node could not be told about its sessions ({Reason}); they will read the store.")]
    private partial void LogFailed(string reason);
}
