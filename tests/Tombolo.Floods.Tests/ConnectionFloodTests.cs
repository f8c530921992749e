using System.Net;
using System.Net.Sockets;

namespace Tombolo.Floods.Tests;

/// <summary>Ten thousand connections that say nothing, from forty addresses of this machine.</summary>
public sealed class ConnectionFloodTests(ITestOutputHelper output)
{
    private const int Connections = 10_000;
    private const int Addresses = 40;
    private const int Threads = 4;
    private const int MostBeforeLogin = 4_096;
    private const long MostMemory = 256L << 20;

    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(10);

    [Fact]
    public async Task TenThousandConnections_LeaveOthersTheirTime()
    {
        await using var server = await FloodedServer.StartAsync();
        await using var bystanders = await Bystanders.StartAsync(server);

        Assert.True(await HoldsAsync(server, bystanders, rounds: 3), "the flood of connections was felt by others; see the output");
        await using var newcomer = await server.LogInAsync("mallory");
    }

    [Fact]
    public async Task TenThousandConnections_WithoutPlacesBeforeLogin_AreAllLetIn()
    {
        await using var server = await FloodedServer.StartAsync("unlimited");
        await using var bystanders = await Bystanders.StartAsync(server);

        Assert.False(await HoldsAsync(server, bystanders, rounds: 1), "this test would not notice a host without limits");
    }

    private async Task<bool> HoldsAsync(FloodedServer server, Bystanders bystanders, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            var calm = await bystanders.TalkAsync(300);
            var memory = server.MemoryBytes();
            var sockets = new Socket?[Connections];
            var threads = Enumerable.Range(0, Threads).Select(part => LowPriority.Start(() => Connect(sockets, part, server.Port))).ToArray();
            var flooded = await bystanders.TalkAsync(300);
            foreach (var thread in threads)
            {
                thread.Join();
            }

            var growth = server.MemoryBytes() - memory;
            var standing = sockets.Count(IsStanding);
            Array.ForEach(sockets, socket => socket?.Dispose());
            output.WriteLine($"p99 {calm.TotalMilliseconds:F1} ms calm, {flooded.TotalMilliseconds:F1} ms flooded; {standing:N0} of {Connections:N0} stand; {growth >> 20} MiB more");
            if (flooded <= (2 * calm) + Slack && growth <= MostMemory && standing <= MostBeforeLogin)
            {
                return true;
            }
        }

        return false;
    }

    private static void Connect(Socket?[] sockets, int part, int port)
    {
        for (var index = part; index < sockets.Length; index += Threads)
        {
            var socket = sockets[index] = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                // 127.0.0.1 stands for a proxy; the strangers come from its neighbours.
                socket.Bind(new IPEndPoint(new IPAddress([127, 0, 1, (byte)(1 + (index % Addresses))]), 0));
                socket.Connect(IPAddress.Loopback, port);
            }
            catch (SocketException)
            {
                // No place; so it shall be.
                socket.Dispose();
            }
        }
    }

    /// <summary>Neither reset nor closed by the host: nothing can be read, and nothing has to be.</summary>
    private static bool IsStanding(Socket? socket)
    {
        try
        {
            return socket is { Connected: true } && !(socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }
}
