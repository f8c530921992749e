using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Tombolo.Fuzzing.Tests;

/// <summary>One run of a fuzzing program, with its report.</summary>
internal sealed record FuzzRun(int ExitCode, string Report)
{
    /// <summary>Runs a program of <c>tests/</c> on the corpus kept beside its source.</summary>
    internal static async Task<FuzzRun> OfAsync(string program, CancellationToken cancellationToken, params string[] arguments)
    {
        string corpus = Path.Combine(TestsDirectory(), program, "Corpus");
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])
            ["exec", Path.Combine(AppContext.BaseDirectory, program + ".dll"), "--corpus", corpus, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return new FuzzRun(process.ExitCode, output + await errors);
    }

    private static string TestsDirectory([CallerFilePath] string path = "") =>
        Path.GetDirectoryName(Path.GetDirectoryName(path))!;
}
