using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;
using System.Xml.Linq;
using Tombolo.TestHost;

namespace Tombolo.Faults.Tests.Traffic;

/// <summary>A device that comes back whatever happens to its connections, and resumes its session where it may.</summary>
internal sealed class Reconnecting(TrafficOptions options, Func<int> port, string address)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private TestClient? _former;

    /// <summary>Before a device tries once more. Returns at once when it is cancelled.</summary>
    public static Task PauseAsync(CancellationToken cancellationToken) =>
        Task.Delay(Pause, cancellationToken).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    /// <param name="talk">Gets a client that is logged in and, when its session was resumed, the host's <c>resumed</c>.</param>
    /// <param name="hasMore">Whether another connection is needed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(Func<TestClient, XElement?, CancellationToken, Task> talk, Func<bool> hasMore, CancellationToken cancellationToken)
    {
        while (hasMore() && !cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var client = await (options.IsWebSocket ? TestClient.ConnectWebSocketAsync(port()) : TestClient.ConnectTlsAsync(port()));
                if (await LogInAsync(client) is { } success)
                {
                    await talk(client, success.Element(TestClient.Management + "resumed"), cancellationToken);
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

    private async Task<XElement?> LogInAsync(TestClient client)
    {
        var answer = options.Resumes && _former is { ResumptionId: { } id }
            ? await client.LogInAsync(address + "/1", resume: id, handled: _former.StanzasRead)
            : await client.LogInAsync(address + "/1");
        if (answer.Name != TestClient.Sasl2 + "success")
        {
            return null;
        }

        _former = client;
        return answer;
    }
}
