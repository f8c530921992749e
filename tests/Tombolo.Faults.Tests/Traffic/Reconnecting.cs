using System.Net.Sockets;
using System.Security.Authentication;
using Tombolo.TestHost;

namespace Tombolo.Faults.Tests.Traffic;

/// <summary>A device that comes back whatever happens to its connections.</summary>
internal static class Reconnecting
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task RunAsync(
        TrafficOptions options, string address, Func<TestClient, CancellationToken, Task> talk, Func<bool> hasMore, CancellationToken cancellationToken)
    {
        while (hasMore() && !cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var client = await TestClient.ConnectTlsAsync(options.Port());
                var answer = await client.LogInAsync(address + "/1");
                if (answer.Name == TestClient.Sasl2 + "success")
                {
                    await talk(client, cancellationToken);
                    continue;
                }
            }
            catch (Exception exception) when (exception is IOException or SocketException or TimeoutException or AuthenticationException or InvalidDataException or ObjectDisposedException)
            {
                // Whatever broke: a device knows only that it has to come back.
                options.Broke(exception);
            }

            await PauseAsync(cancellationToken);
        }
    }

    /// <summary>Before a device tries once more. Returns at once when it is cancelled.</summary>
    public static Task PauseAsync(CancellationToken cancellationToken) =>
        Task.Delay(Pause, cancellationToken).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
