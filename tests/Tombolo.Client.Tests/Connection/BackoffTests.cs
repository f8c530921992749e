using Microsoft.Extensions.Time.Testing;
using Tombolo.Client.Connection;

namespace Tombolo.Client.Tests.Connection;

public class BackoffTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Waits_AfterEachFailure_DoubleUpToTheLongest()
    {
        var backoff = new Backoff(Options());
        foreach (var longest in new[] { 1, 2, 4, 8, 10, 10 })
        {
            var wait = backoff.WaitAsync(new TaskCompletionSource().Task, CancellationToken.None);
            _time.Advance(TimeSpan.FromSeconds(longest * 0.49));
            Assert.False(wait.IsCompleted, $"it waits less than half of {longest} s");
            _time.Advance(TimeSpan.FromSeconds(longest * 0.52));
            await wait.WaitAsync(TimeSpan.FromSeconds(10));
        }
    }

    [Fact]
    public async Task Wait_Nudged_EndsAtOnce()
    {
        var nudge = new TaskCompletionSource();
        var wait = new Backoff(Options()).WaitAsync(nudge.Task, CancellationToken.None);

        nudge.SetResult();

        await wait.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private MessengerOptions Options() => new()
    {
        Server = new Uri("http://localhost"), Http = new HttpClient(), Time = _time,
        MinReconnectDelay = TimeSpan.FromSeconds(1), MaxReconnectDelay = TimeSpan.FromSeconds(10),
    };
}
