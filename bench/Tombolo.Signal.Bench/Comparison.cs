using System.Runtime.InteropServices;

namespace Tombolo.Signal.Bench;

/// <summary>Both libraries in turn, seven rounds, on the same machine in the same minutes.</summary>
internal static class Comparison
{
    private const int Rounds = 7;

    internal static async Task<int> RunAsync(TimeSpan duration)
    {
        using TheirJobs theirs = new("bench.mjs", "0.103.0");
        Console.WriteLine($"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, "
            + $"{Environment.ProcessorCount} cores, curve arithmetic: {SignalPrimitives.Provider}");
        Console.WriteLine($"Operations a second, medians of {Rounds} rounds of {duration.TotalSeconds} s"
            + (Measurement.ByProcessorTime ? ", by processor time" : ""));
        Console.WriteLine($"{"",-38} {"ours",9} {"theirs",9} {"ratio",7} {"bar",5}");
        bool allPass = true;
        foreach (Job job in Job.All)
        {
            Func<ValueTask> operation = await job.Prepare();
            await Measurement.RateAsync(operation, job.Batch, TimeSpan.FromSeconds(2));
            await theirs.RateAsync(job.Name, job.Batch, TimeSpan.FromSeconds(1));
            List<double> our = [], their = [];
            for (int round = 0; round < Rounds; round++)
            {
                our.Add(await Measurement.RateAsync(await job.Prepare(), job.Batch, duration));
                their.Add(await theirs.RateAsync(job.Name, job.Batch, duration));
            }

            double ratio = Measurement.Median(our) / Measurement.Median(their);
            bool pass = ratio >= job.Bar;
            allPass &= pass;
            Console.WriteLine($"{job.What,-38} {Measurement.Median(our),9:N0} {Measurement.Median(their),9:N0} "
                + $"{ratio,7:F1} {job.Bar,5} {(pass ? "met" : "MISSED")}");
        }

        return allPass ? 0 : 1;
    }

    internal static async Task<int> ProfileAsync(string name)
    {
        Job job = Job.All.Single(candidate => candidate.Name == name);
        Func<ValueTask> operation = await job.Prepare();
        for (int i = 0; i < 5; i++)
        {
            double rate = await Measurement.RateAsync(operation, job.Batch, TimeSpan.FromSeconds(2));
            Console.WriteLine($"{job.What}: {rate:N0} a second, {1e6 / rate:F1} us");
        }

        return 0;
    }
}
