using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Tombolo.TestNetwork;

/// <summary>A stretch of network between the phones and the host, which can be cut. What was on its way is gone.</summary>
internal sealed class CuttableLine : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly ConcurrentDictionary<TcpClient, bool> _ends = new();
    private readonly CancellationTokenSource _life = new();
    private readonly Task _accepting;
    private readonly int _target;

    public CuttableLine(int port, int target)
    {
        _target = target;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _accepting = Accepting.RunAsync(_listener, (near, _) => CarryAsync(near), _life.Token);
    }

    /// <summary>Breaks every connection without a farewell.</summary>
    public void Cut()
    {
        foreach (var end in _ends.Keys)
        {
            Reset(end);
            _ends.TryRemove(end, out _);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _life.CancelAsync();
        _listener.Stop();
        Cut();
        await _accepting;
        _life.Dispose();
    }

    private static void Reset(TcpClient end)
    {
        try
        {
            end.Client?.LingerState = new LingerOption(true, 0);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Its other end has gone this very moment, or it was never connected.
        }

        end.Close();
    }

    private async Task CarryAsync(TcpClient near)
    {
        using var far = new TcpClient();
        try
        {
            _ends[near] = true;
            _ends[far] = true;
            await far.ConnectAsync(IPAddress.Loopback, _target, _life.Token);
            near.NoDelay = far.NoDelay = true;
            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream(), _life.Token), far.GetStream().CopyToAsync(near.GetStream(), _life.Token));
        }
        catch (Exception exception) when (exception is SocketException or IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // A line that is cut, or a host that is not there: the phone sees its end close.
        }
        finally
        {
            near.Close();
            _ends.TryRemove(near, out _);
            _ends.TryRemove(far, out _);
        }
    }
}
