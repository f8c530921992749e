using System.Diagnostics.Metrics;

namespace Tombolo.Server.Observability;

/// <summary>Bucket boundaries for durations in seconds.</summary>
internal static class Seconds
{
    /// <summary>What should take milliseconds: half a millisecond to ten seconds.</summary>
    public static InstrumentAdvice<double> Short { get; } = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };
}
