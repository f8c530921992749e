namespace Tombolo.Server.Transport;

/// <summary>
/// A stretch of one thread's work behind which everything is sent that was written in it: a connection that got an acknowledgement and a message costs one
/// write to its socket, and no change of thread. Nothing in a turn may wait, because what was written waits with it.
/// </summary>
internal readonly ref struct OutputTurn
{
    // Beyond so many the other processors help.
    private const int SentByOne = 32;

    [ThreadStatic]
    private static List<ConnectionOutput>? _gathered;

    [ThreadStatic]
    private static bool _isOpen;

    private readonly bool _isOutermost;

    private OutputTurn(bool isOutermost) => _isOutermost = isOutermost;

    public static OutputTurn Begin()
    {
        var isOutermost = !_isOpen;
        _isOpen = true;
        return new OutputTurn(isOutermost);
    }

    /// <summary>The output is flushed at the end of this thread's turn. False when the thread is in none.</summary>
    public static bool TryJoin(ConnectionOutput output)
    {
        if (_isOpen)
        {
            (_gathered ??= []).Add(output);
        }

        return _isOpen;
    }

    public void Dispose()
    {
        if (!_isOutermost)
        {
            return;
        }

        _isOpen = false;
        if (_gathered is { Count: > 0 } gathered)
        {
            _gathered = null;
            Send([.. gathered]);
        }
    }

    private static void Send(ConnectionOutput[] gathered)
    {
        for (var start = SentByOne; start < gathered.Length; start += SentByOne)
        {
            ThreadPool.UnsafeQueueUserWorkItem(new Share(gathered, start), preferLocal: false);
        }

        new Share(gathered, 0).Execute();
    }

    private sealed class Share(ConnectionOutput[] outputs, int start) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            foreach (var output in outputs.AsSpan(start, Math.Min(SentByOne, outputs.Length - start)))
            {
                output.Flush();
            }
        }
    }
}
