using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Tombolo.Signal.Bench;

/// <summary>Signal's library in a Node process, doing the same jobs.</summary>
internal sealed class TheirJobs : IDisposable
{
    private readonly Process _node;

    internal TheirJobs(string script, params string[] arguments)
    {
        if (!Directory.Exists(Path.Combine(PeerDirectory, "node_modules")))
        {
            Run("npm", "ci --ignore-scripts --no-audit --no-fund").WaitForExit();
        }

        _node = Run("node", $"{script} {string.Join(' ', arguments)}");
    }

    private static string PeerDirectory => Path.GetFullPath(Path.Combine(SourceDirectory(), "..", "..", "tests", "Peers", "signal"));

    internal async Task<double> RateAsync(string job, int batch, TimeSpan duration)
    {
        string milliseconds = duration.TotalMilliseconds.ToString(CultureInfo.InvariantCulture);
        JsonElement answer = await AskAsync($$"""{"job":"{{job}}","batch":{{batch}},"milliseconds":{{milliseconds}}}""");
        return answer.GetProperty("operations").GetDouble()
            / answer.GetProperty(Measurement.ByProcessorTime ? "processorMilliseconds" : "milliseconds").GetDouble() * 1000;
    }

    internal async Task<JsonElement> AskAsync(string line)
    {
        await _node.StandardInput.WriteLineAsync(line);
        await _node.StandardInput.FlushAsync();
        string answer = await _node.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("Node ended.");
        return JsonDocument.Parse(answer).RootElement;
    }

    public void Dispose()
    {
        _node.StandardInput.Close();
        _node.WaitForExit();
        _node.Dispose();
    }

    private static Process Run(string program, string arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = PeerDirectory,
        RedirectStandardInput = program == "node",
        RedirectStandardOutput = program == "node",
    })!;

    private static string SourceDirectory([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
