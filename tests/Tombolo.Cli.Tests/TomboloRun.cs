using System.Diagnostics;

namespace Tombolo.Cli.Tests;

/// <summary><c>tombolo</c> as a process that does one thing and ends.</summary>
internal static class TomboloRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>The program under test.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "tombolo");

    /// <summary>Runs to the end; returns the exit code and everything that was said on both outputs.</summary>
    public static async Task<(int Code, string Said)> ToEndAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync()).WaitAsync(Patience);
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, said[0] + said[1]);
    }

    private static Process Start(string[] arguments) => Process.Start(new ProcessStartInfo(Program, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    })!;
}
