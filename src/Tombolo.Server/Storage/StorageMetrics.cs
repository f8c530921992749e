using System.Diagnostics.Metrics;
using Tombolo.Server.Observability;

namespace Tombolo.Server.Storage;

/// <summary>What the writer does. One meter for the process: stores are opened where there is no container.</summary>
internal static class StorageMetrics
{
    private static readonly Meter Meter = new(ServerTelemetry.MeterName);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "tombolo.commit.duration", "s", "Time of one transaction of the writer, with everything that shared it.", advice: Seconds.Short);

    private static readonly Histogram<int> Writes = Meter.CreateHistogram<int>(
        "tombolo.commit.writes", "{write}", "Writes that shared one transaction.", advice: Counts);

    private static readonly Histogram<int> Stanzas = Meter.CreateHistogram<int>(
        "tombolo.commit.messages", "{message}", "Messages that were stored with one transaction.", advice: Counts);

    private static InstrumentAdvice<int> Counts => new() { HistogramBucketBoundaries = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500] };

    public static void Committed(int writes, TimeSpan duration)
    {
        Duration.Record(duration.TotalSeconds);
        Writes.Record(writes);
    }

    public static void Stored(int messages)
    {
        if (messages > 0)
        {
            Stanzas.Record(messages);
        }
    }
}
