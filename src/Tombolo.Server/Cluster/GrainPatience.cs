using Orleans.Runtime;

namespace Tombolo.Server.Cluster;

/// <summary>
/// Calls to a grain whose node may just be going: tried again until the account is somewhere else. Only for calls that may happen twice.
/// </summary>
internal sealed class GrainPatience(TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>Longer than it takes to know that a node is lost, shorter than a sender's patience.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public async Task<TResult> CallAsync<TResult>(Func<Task<TResult>> call)
    {
        var started = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = Longer(pause))
        {
            try
            {
                return await call();
            }
            catch (Exception exception) when (IsPassing(exception) && time.GetElapsedTime(started) < Limit)
            {
                // The account is between two nodes.
            }

            await Task.Delay(pause, time);
        }
    }

    public Task CallAsync(Func<Task> call) => CallAsync(async () =>
    {
        await call();
        return true;
    });

    /// <summary>
    /// The same, but the caller may stop waiting; what it asked for happens all the same.
    /// COMPAT: Orleans 10.4 cancels a call on a thread of its own, also when the call has just ended and its source is disposed, and that exception ends the
    /// process. So a token that somebody cancels (a connection, an HTTP request) never goes into a call. A race that a test run met once in some hundred; an architecture test keeps the rule.
    /// </summary>
    public Task<TResult> CallAsync<TResult>(Func<Task<TResult>> call, CancellationToken cancellationToken) => CallAsync(call).WaitAsync(cancellationToken);

    /// <inheritdoc cref="CallAsync{TResult}(Func{Task{TResult}}, CancellationToken)"/>
    public Task CallAsync(Func<Task> call, CancellationToken cancellationToken) => CallAsync(call).WaitAsync(cancellationToken);

    /// <summary>The same for a call that answers null when it reached an activation that the account has left.</summary>
    public Task<TResult> UntilAnsweredAsync<TResult>(Func<Task<TResult?>> call)
        where TResult : class => CallAsync(async () => await call() ?? throw new TimeoutException("No activation has taken the account over yet."));

    /// <summary>The account may only be between two nodes.</summary>
    public static bool IsPassing(Exception exception) => exception is OrleansException or TimeoutException;

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;
}
