using System.Net;
using System.Net.Sockets;

namespace Tombolo.TestNetwork;

/// <summary>
/// A stretch of network that carries one connection after another, and breaks the first one after an exact number of bytes in one direction:
/// so many arrive, then both sides see the end. What the other direction carried at that moment may or may not arrive, as in life.
/// </summary>
internal sealed class BreakingLine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _life = new();
    private readonly List<long>[] _seams = [[], []];
    private readonly List<byte>[] _carried = [[], []];
    private readonly int _target;
    private readonly LineDirection _direction;
    private readonly long _breakAfter;
    private readonly Task _accepting;

    /// <param name="target">Where the line leads.</param>
    /// <param name="direction">In which direction bytes are counted.</param>
    /// <param name="breakAfter">So many of the first connection arrive.</param>
    public BreakingLine(int target, LineDirection direction, long breakAfter)
    {
        (_target, _direction, _breakAfter) = (target, direction, breakAfter);
        _listener.Start();
        _accepting = Accepting.RunAsync(_listener, (near, number) => CarryAsync(near, isFirst: number == 0), _life.Token);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>True when it broke: the first connection carried more than it was allowed to.</summary>
    public bool HasBroken { get; private set; }

    /// <summary>After how many bytes of the first connection something new was written: between stanzas, mostly.</summary>
    public IReadOnlyList<long> SeamsOf(LineDirection direction) => _seams[(int)direction];

    /// <summary>What the first connection carried: where nothing is encrypted, the stanzas.</summary>
    public IReadOnlyList<byte> CarriedIn(LineDirection direction) => _carried[(int)direction];

    public async ValueTask DisposeAsync()
    {
        await _life.CancelAsync();
        _listener.Stop();
        await _accepting;
        _life.Dispose();
    }

    private async Task CarryAsync(TcpClient near, bool isFirst)
    {
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _target, _life.Token);
            near.NoDelay = far.NoDelay = true;
            await Task.WhenAny(CopyAsync(near, far, LineDirection.ToServer, isFirst), CopyAsync(far, near, LineDirection.ToClient, isFirst));
        }
        catch (Exception exception) when (exception is SocketException or IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // One end is gone, or the line is not needed any more: the other end sees it too.
        }
        finally
        {
            near.Dispose();
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, LineDirection direction, bool isFirst)
    {
        var (source, target, buffer, carried) = (from.GetStream(), to.GetStream(), new byte[16_384], 0L);
        var left = isFirst && direction == _direction ? _breakAfter : long.MaxValue;
        while (await source.ReadAsync(buffer, _life.Token) is > 0 and var length)
        {
            await target.WriteAsync(buffer.AsMemory(0, (int)Math.Min(length, left)), _life.Token);
            left -= length;
            carried += length;
            if (left < 0)
            {
                HasBroken = true;
                return;
            }

            if (isFirst)
            {
                _seams[(int)direction].Add(carried);
                _carried[(int)direction].AddRange(buffer.AsSpan(0, length));
            }
        }
    }
}
