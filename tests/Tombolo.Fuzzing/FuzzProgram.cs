using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Tombolo.Fuzzing;

/// <summary>
/// The body of a fuzzing executable. Without arguments it runs every target for thirty seconds, several at a time, each in
/// a process of its own on an instrumented copy, prints one line per target, and returns 1 on a finding.
/// </summary>
/// <remarks>
/// Options: <c>--seconds N</c>, <c>--target NAME</c>, <c>--seed N</c>, <c>--corpus DIRECTORY</c> (read), <c>--keep</c>
/// (write the grown corpus back).
/// </remarks>
public sealed class FuzzProgram(IReadOnlyList<FuzzTarget> targets, IReadOnlyList<string> assemblies)
{
    private const string WorkerVariable = "TOMBOLO_FUZZ_WORKER";

    /// <summary>Which types count their branches; by default all. Leaving out hot arithmetic makes a target faster.</summary>
    public Func<string, bool> InstrumentType { get; init; } = _ => true;

    public async Task<int> RunAsync(string[] args)
    {
        FuzzArguments arguments = FuzzArguments.Parse(args);
        if (Environment.GetEnvironmentVariable(WorkerVariable) is not null)
        {
            return RunWorker(arguments);
        }

        string copy = InstrumentedCopy.Make(AppContext.BaseDirectory, assemblies, InstrumentType);
        try
        {
            return await RunAllAsync(copy, arguments);
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    private int RunWorker(FuzzArguments arguments)
    {
        FuzzTarget target = targets.Single(candidate => candidate.Name == arguments.Target);
        FuzzLoop loop = new(target, arguments.Seed);
        FuzzReport report = loop.Run(arguments.Duration, FuzzCorpus.Load(arguments.Corpus, target.Name));
        if (arguments.Keep && arguments.Corpus is not null && report.Finding is null)
        {
            FuzzCorpus.Save(arguments.Corpus, target.Name, loop.Corpus);
        }

        Console.WriteLine(report);
        return report.Finding is null ? 0 : 1;
    }

    private async Task<int> RunAllAsync(string copy, FuzzArguments arguments)
    {
        FuzzTarget[] chosen = [.. targets.Where(target =>
            arguments.Target is null ? !target.OnlyOnRequest : target.Name == arguments.Target)];
        if (chosen.Length == 0)
        {
            Console.WriteLine($"No target is called {arguments.Target}.");
            return 2;
        }

        int result = 0;
        ParallelOptions options = new() { MaxDegreeOfParallelism = Math.Max(4, Environment.ProcessorCount) };
        await Parallel.ForEachAsync(chosen, options, async (target, cancellationToken) =>
        {
            int code = await RunProcessAsync(copy, target.Name, arguments, cancellationToken);
            if (code != 0)
            {
                Interlocked.Exchange(ref result, 1);
            }
        });
        return result;
    }

    private static async Task<int> RunProcessAsync(
        string copy, string target, FuzzArguments arguments, CancellationToken cancellationToken)
    {
        string program = Path.Combine(copy, Assembly.GetEntryAssembly()!.GetName().Name + ".dll");
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) != "dotnet")
        {
            start.FileName = "dotnet";
        }

        string seconds = arguments.Duration.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        string seed = arguments.Seed.ToString(CultureInfo.InvariantCulture);
        foreach (string argument in (string[])["exec", program, "--target", target, "--seconds", seconds, "--seed", seed])
        {
            start.ArgumentList.Add(argument);
        }

        if (arguments.Corpus is not null)
        {
            start.ArgumentList.Add("--corpus");
            start.ArgumentList.Add(Path.GetFullPath(arguments.Corpus));
        }

        if (arguments.Keep)
        {
            start.ArgumentList.Add("--keep");
        }

        start.Environment[WorkerVariable] = "1";
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Console.Write(process.ExitCode is 0 or 1
            ? output
            : $"{target}: the process died with code {process.ExitCode}\n{output}");
        return process.ExitCode;
    }
}
