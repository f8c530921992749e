using System.Diagnostics;

namespace Tombolo.Fuzzing;

/// <summary>
/// Runs one target: take an input that once brought something new, change it a little, and keep the result when it takes
/// a new branch. Stops at the first finding or when the time is over.
/// </summary>
internal sealed class FuzzLoop(FuzzTarget target, int seed)
{
    private const long MaxAllocatedBytes = 256L << 20;

    private static readonly TimeSpan SlowestRun = TimeSpan.FromSeconds(10);

    private readonly CoverageMap _coverage = new();
    private readonly List<byte[]> _corpus = [];
    private long _executions;

    internal IReadOnlyList<byte[]> Corpus => _corpus;

    internal FuzzReport Run(TimeSpan duration, IEnumerable<byte[]> kept)
    {
        target.Prepare();
        long start = Stopwatch.GetTimestamp();
        Random random = new(seed);
        Mutator mutator = new(random, target.MaxInputSize, target.Words);
        string? finding = null;
        foreach (byte[] input in target.Seeds().Concat(kept).Append([]))
        {
            finding ??= Try(input);
        }

        if (_corpus.Count == 0)
        {
            finding ??= "no branch was counted: the code under test is not instrumented";
        }

        while (finding is null && Stopwatch.GetElapsedTime(start) < duration)
        {
            for (int i = 0; i < 64 && finding is null; i++)
            {
                finding = Try(mutator.Mutate(Pick(random), Pick(random)));
            }
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new FuzzReport(target.Name, _executions, _coverage.Edges, _corpus.Count, seconds, seed, finding);
    }

    /// <summary>Late discoveries sit deeper, so they are picked more often.</summary>
    private byte[] Pick(Random random)
    {
        int last = _corpus.Count - 1;
        return _corpus[random.Next(3) == 0 ? last - random.Next(Math.Min(8, _corpus.Count)) : random.Next(_corpus.Count)];
    }

    private string? Try(ReadOnlySpan<byte> input)
    {
        _executions++;
        _coverage.Reset();
        long start = Stopwatch.GetTimestamp();
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            target.Body(input);
        }
        catch (Exception exception)
        {
            return $"{exception}\n  input {Convert.ToHexStringLower(input)}";
        }

        if (_coverage.TakeNews())
        {
            _corpus.Add(input.ToArray());
        }

        if (GC.GetAllocatedBytesForCurrentThread() - allocated > MaxAllocatedBytes)
        {
            return $"more than {MaxAllocatedBytes >> 20} MiB allocated\n  input {Convert.ToHexStringLower(input)}";
        }

        return Stopwatch.GetElapsedTime(start) > SlowestRun && ProcessorTime(input) > SlowestRun
            ? $"slower than {SlowestRun}\n  input {Convert.ToHexStringLower(input)}"
            : null;
    }

    /// <summary>A second run of what seemed slow: on a busy machine the clock goes on while we wait for our turn.</summary>
    private TimeSpan ProcessorTime(ReadOnlySpan<byte> input)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        target.Body(input);
        return Environment.CpuUsage.TotalTime - before;
    }
}
