using System.Diagnostics;

namespace Tombolo.Signal.Bench;

/// <summary>How often an operation runs in a second: of the clock, or of processor time where others use the machine too.</summary>
internal static class Measurement
{
    internal static bool ByProcessorTime { get; set; }

    /// <summary>The duration is of the clock that counts: a busy machine gives a process little of a second.</summary>
    internal static async Task<double> RateAsync(Func<ValueTask> operation, int batch, TimeSpan duration)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan used = Environment.CpuUsage.TotalTime, spent = TimeSpan.Zero;
        long operations = 0;
        while (spent < duration)
        {
            for (int i = 0; i < batch; i++)
            {
                await operation();
            }

            operations += batch;
            spent = ByProcessorTime ? Environment.CpuUsage.TotalTime - used : Stopwatch.GetElapsedTime(start);
        }

        return operations / spent.TotalSeconds;
    }

    internal static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
