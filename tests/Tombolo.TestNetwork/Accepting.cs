using System.Net.Sockets;

namespace Tombolo.TestNetwork;

/// <summary>What every line does with those who connect to it.</summary>
internal static class Accepting
{
    /// <summary>Carries each connection, numbered from 0, until the line is not needed any more; completes when the last is through.</summary>
    public static async Task RunAsync(TcpListener listener, Func<TcpClient, int, Task> carry, CancellationToken cancellationToken)
    {
        var carrying = new List<Task>();
        try
        {
            while (true)
            {
                carrying.Add(carry(await listener.AcceptTcpClientAsync(cancellationToken), carrying.Count));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(carrying);
        }
    }
}
