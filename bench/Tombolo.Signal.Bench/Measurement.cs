using System.Diagnostics;

namespace Tombolo.Signal.Bench;

/// <summary>How often an operation runs in a second: of the clock, or of processor time where others use the machine too.</summary>
internal static class Measurement
{
    internal static bool ByProcessorTime { get; set; }

    internal static async Task<double> RateAsync(Func<ValueTask> operation, int batch, TimeSpan duration)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan used = Environment.CpuUsage.TotalTime;
        long operations = 0;
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            for (int i = 0; i < batch; i++)
            {
                await operation();
            }

            operations += batch;
        }

        TimeSpan spent = ByProcessorTime ? Environment.CpuUsage.TotalTime - used : Stopwatch.GetElapsedTime(start);
        return operations / spent.TotalSeconds;
    }

    internal static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
