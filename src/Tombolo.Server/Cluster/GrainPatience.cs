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

    /// <summary>The same for a call that answers null when it reached an activation that the account has left.</summary>
    public Task<TResult> UntilAnsweredAsync<TResult>(Func<Task<TResult?>> call)
        where TResult : class => CallAsync(async () => await call() ?? throw new TimeoutException("No activation has taken the account over yet."));

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    private static bool IsPassing(Exception exception) => exception is OrleansException or TimeoutException;
}
