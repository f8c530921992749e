using System.Diagnostics;

namespace Tombolo.Signal.Bench;

/// <summary>How often an operation runs in a second.</summary>
internal static class Measurement
{
    internal static async Task<double> RateAsync(Func<ValueTask> operation, int batch, TimeSpan duration)
    {
        long start = Stopwatch.GetTimestamp();
        long operations = 0;
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            for (int i = 0; i < batch; i++)
            {
                await operation();
            }

            operations += batch;
        }

        return operations / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    internal static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
