using System.Diagnostics;

namespace Tombolo.Cli.Bench;

/// <summary>
/// Users in pairs, one message outstanding each, stream management on: closed loop, or at an offered rate. Bounded in users and time; stops by itself.
/// </summary>
internal sealed class PairLoad(IPairWire wire, PairLoadOptions options) : IAsyncDisposable
{
    private const int LoginsAtOnce = 16;

    // What our own client waits for something else to send along (Tombolo.Client, Confirmation).
    private static readonly TimeSpan ConfirmationLingers = TimeSpan.FromMilliseconds(300);

    private readonly List<PairUser> _users = [];
    private readonly CancellationTokenSource _stop = new();
    private LatencyRecorder _latency = new();
    private Task[] _readers = [];
    private long _done;
    private long _broken;
    private volatile bool _closedLoop;

    /// <summary>Logs everybody in. <paramref name="progress"/> gets the number logged in so far.</summary>
    public async Task LogInAsync(IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var connections = new LoadConnection[options.Users];
        var ready = 0;
        await Parallel.ForAsync(0, options.Users, new ParallelOptions { MaxDegreeOfParallelism = LoginsAtOnce, CancellationToken = cancellationToken }, async (user, token) =>
        {
            connections[user] = await wire.LogInAsync(user, token).ConfigureAwait(false);
            progress?.Report(Interlocked.Increment(ref ready));
        }).ConfigureAwait(false);

        for (var user = 0; user < options.Users; user++)
        {
            var (head, tail) = wire.Message(user ^ 1, options.BodyBytes);
            _users.Add(new PairUser(connections[user], head, tail, Done));
        }

        for (var user = 0; user < options.Users; user++)
        {
            _users[user].Partner = _users[user ^ 1];
        }

        _readers = [.. _users.Select(user => ReadAsync(user)), ConfirmAsync()];

        // What lives as long as the row is old from now on. Otherwise the first collection that meets it copies it all, and tens of milliseconds of ours are
        // counted as the server's.
        GC.Collect();
    }

    /// <summary>Runs warm-up and the rounds.</summary>
    public async Task<IReadOnlyList<PairLoadResult>> RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        var traffic = options.Rate is { } rate ? OfferAsync(rate, stop.Token) : StartLoop(stop.Token);
        await Task.Delay(options.WarmUp, cancellationToken).ConfigureAwait(false);
        options.Counting?.Invoke();
        var results = new List<PairLoadResult>();
        while (results.Count < options.Rounds)
        {
            results.Add(await MeasureAsync(cancellationToken).ConfigureAwait(false));
        }

        _closedLoop = false;
        await stop.CancelAsync().ConfigureAwait(false);
        await traffic.ConfigureAwait(false);
        return results;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        foreach (var user in _users)
        {
            await user.DisposeAsync().ConfigureAwait(false);
        }

        await Task.WhenAll(_readers).ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task<PairLoadResult> MeasureAsync(CancellationToken cancellationToken)
    {
        _latency = new LatencyRecorder();
        var (messages, usage, clock, own) = (Volatile.Read(ref _done), ServerUsage.Of(options.ServerProcesses), Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var store = ServerUsage.Of(options.StoreProcesses).Cpu;
        await Task.Delay(options.Duration, cancellationToken).ConfigureAwait(false);
        var elapsed = clock.Elapsed;
        var after = ServerUsage.Of(options.ServerProcesses);
        var storing = ServerUsage.Of(options.StoreProcesses).Cpu - store;
        var counted = Volatile.Read(ref _done) - messages;
        var cpu = (after.Cpu - usage.Cpu).TotalSeconds;
        return new PairLoadResult(
            counted / elapsed.TotalSeconds,
            cpu > 0 ? counted / cpu : 0,
            _latency.Milliseconds(50),
            _latency.Milliseconds(99),
            counted,
            Volatile.Read(ref _broken),
            after.ResidentBytes,
            counted == 0 ? 0 : (Environment.CpuUsage.TotalTime - own).TotalMicroseconds / counted,
            counted == 0 ? 0 : storing.TotalMicroseconds / counted);
    }

    private async Task StartLoop(CancellationToken cancellationToken)
    {
        _closedLoop = true;
        foreach (var user in _users)
        {
            await SendAsync(user, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Offers messages evenly. A user whose last message is still out is passed over, so a slow server shows as a lower rate.</summary>
    private async Task OfferAsync(int rate, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        var clock = Stopwatch.StartNew();
        long offered = 0;
        var next = 0;
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            {
                for (var due = (long)(clock.Elapsed.TotalSeconds * rate); offered < due; offered++)
                {
                    var user = _users[next++ % _users.Count];
                    if (!user.IsBusy)
                    {
                        await SendAsync(user, cancellationToken).ConfigureAwait(false);
                    }
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return; // The counted time is over.
        }
    }

    private void Done(PairUser user, TimeSpan latency)
    {
        Interlocked.Increment(ref _done);
        _latency.Record(latency);
        if (_closedLoop)
        {
            _ = SendAsync(user, _stop.Token); // Never faults: a broken connection is counted inside.
        }
    }

    private Task SendAsync(PairUser user, CancellationToken cancellationToken) => GuardAsync(user.SendAsync(cancellationToken));

    private async Task GuardAsync(ValueTask sending)
    {
        try
        {
            await sending.ConfigureAwait(false);
        }
        catch (Exception failure) when (IsEnd(failure))
        {
            CountBroken();
        }
    }

    private async Task ReadAsync(PairUser user)
    {
        try
        {
            await user.RunAsync(_stop.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (IsEnd(failure))
        {
            CountBroken();
        }
    }

    /// <summary>Entries whose reader writes nothing of its own are confirmed all the same.</summary>
    private async Task ConfirmAsync()
    {
        using var timer = new PeriodicTimer(ConfirmationLingers);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false))
            {
                foreach (var user in _users)
                {
                    await GuardAsync(user.ConfirmAsync(_stop.Token)).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException)
        {
            return; // The end.
        }
    }

    private static bool IsEnd(Exception failure) => failure is IOException or OperationCanceledException or ObjectDisposedException or System.Net.Sockets.SocketException;

    private void CountBroken()
    {
        if (!_stop.IsCancellationRequested)
        {
            Interlocked.Increment(ref _broken);
        }
    }
}
