using HdrHistogram;

namespace Tombolo.Cli.Bench;

/// <summary>Latencies of one run in microseconds, three significant digits, up to a minute; safe for many threads.</summary>
internal sealed class LatencyRecorder
{
    private const long HighestMicroseconds = 60_000_000;

    private readonly LongConcurrentHistogram _histogram = new(1, HighestMicroseconds, 3);

    public long Count => _histogram.TotalCount;

    public void Record(TimeSpan elapsed) =>
        _histogram.RecordValue(Math.Clamp((long)elapsed.TotalMicroseconds, 1, HighestMicroseconds));

    /// <summary>The latency that <paramref name="percentile"/> (0 to 100) of all stayed below, in milliseconds.</summary>
    public double Milliseconds(double percentile) => Count == 0 ? 0 : _histogram.GetValueAtPercentile(percentile) / 1000d;
}
