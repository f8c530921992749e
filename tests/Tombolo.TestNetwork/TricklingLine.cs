using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Tombolo.TestNetwork;

/// <summary>
/// A stretch of network behind which peers take a byte now and then: of each connection some KiB come at once, enough to log in, and from then on single
/// bytes, until the line is widened. The other direction is as fast as ever.
/// </summary>
internal sealed class TricklingLine : IAsyncDisposable
{
    private const int BytesAtOnce = 8_192;
    private const int SmallestBuffer = 2_048;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, bool> _near = new();
    private readonly CancellationTokenSource _life = new();
    private readonly int _target;
    private readonly Task _accepting;
    private volatile bool _isWide;

    public TricklingLine(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = Accepting.RunAsync(_listener, (near, _) => CarryAsync(near), _life.Token);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections from now on are as fast as any; those there were break.</summary>
    public void Widen()
    {
        _isWide = true;
        foreach (var connection in _near.Keys)
        {
            connection.Close();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _life.CancelAsync();
        _listener.Stop();
        await _accepting;
        _life.Dispose();
    }

    private async Task CarryAsync(TcpClient near)
    {
        using var far = new TcpClient();
        try
        {
            _near[near] = true;
            near.NoDelay = far.NoDelay = true;
            if (!_isWide)
            {
                // What the kernel takes for us nobody has taken yet.
                far.ReceiveBufferSize = SmallestBuffer;
            }

            await far.ConnectAsync(IPAddress.Loopback, _target, _life.Token);
            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream(), _life.Token), _isWide ? far.GetStream().CopyToAsync(near.GetStream(), _life.Token) : TrickleAsync(far, near));
        }
        catch (Exception exception) when (exception is SocketException or IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // One end is gone, or the line is not needed any more: the other end sees it too.
        }
        finally
        {
            _near.TryRemove(near, out _);
            near.Close();
        }
    }

    private async Task TrickleAsync(TcpClient from, TcpClient to)
    {
        var (source, target, buffer) = (from.GetStream(), to.GetStream(), new byte[BytesAtOnce]);
        using var pulse = new PeriodicTimer(Pause);
        for (var atOnce = BytesAtOnce; await source.ReadAsync(buffer.AsMemory(0, Math.Max(1, atOnce)), _life.Token) is > 0 and var length; atOnce -= length)
        {
            await target.WriteAsync(buffer.AsMemory(0, length), _life.Token);
            if (atOnce <= 0)
            {
                await pulse.WaitForNextTickAsync(_life.Token);
                if (from.Client.Poll(TimeSpan.Zero, SelectMode.SelectError))
                {
                    // Cut at the other end. What it had sent is still here, and would go on trickling for long.
                    return;
                }
            }
        }
    }
}
