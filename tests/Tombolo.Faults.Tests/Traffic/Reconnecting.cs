using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;
using Tombolo.TestHost;

namespace Tombolo.Faults.Tests.Traffic;

/// <summary>A device that comes back whatever happens to its connections, and resumes its session where it may.</summary>
internal sealed class Reconnecting(TrafficOptions options, Func<int> port, string address)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private ITrafficClient? _former;

    /// <summary>Before a device tries once more. Returns at once when it is cancelled.</summary>
    public static Task PauseAsync(CancellationToken cancellationToken) =>
        Task.Delay(Pause, cancellationToken).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    /// <param name="talk">Gets a client that is logged in, and what its login brought.</param>
    /// <param name="hasMore">Whether another connection is needed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(Func<ITrafficClient, Welcome, CancellationToken, Task> talk, Func<bool> hasMore, CancellationToken cancellationToken)
    {
        while (hasMore() && !cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var client = await ConnectAsync();
                if (await client.LogInAsync(options.Resumes ? _former : null) is { } welcome)
                {
                    if (_former is not null)
                    {
                        options.CameBack(welcome.IsResumed ? Homecoming.Resumed : welcome.Handled is null ? Homecoming.Forgotten : Homecoming.Counted);
                    }

                    _former = client;
                    await talk(client, welcome, cancellationToken);
                    continue;
                }
            }
            catch (Exception exception) when (exception is IOException or SocketException or TimeoutException or AuthenticationException or InvalidDataException or ObjectDisposedException or WebSocketException or OperationCanceledException)
            {
                // Whatever broke: a device knows only that it has to come back.
                options.Broke(exception);
            }

            await PauseAsync(cancellationToken);
        }
    }

    private async Task<ITrafficClient> ConnectAsync() => options switch
    {
        { IsStandard: true } => new StandardConnection(await StandardClient.ConnectAsync(port()), address),
        { IsWebSocket: true } => new DeviceConnection(await TestClient.ConnectWebSocketAsync(port()), address),
        _ => new DeviceConnection(await TestClient.ConnectTlsAsync(port()), address),
    };
}
