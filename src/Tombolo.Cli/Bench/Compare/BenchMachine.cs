using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Tombolo.Cli.Bench.Compare;

/// <summary>What a figure means nothing without: processor, memory, system, and the versions of everything measured.</summary>
internal sealed record BenchMachine(string Processor, int Processors, long MemoryMegabytes, string System, string Runtime, IReadOnlyDictionary<string, string> Versions, double LoadBefore)
{
    public static BenchMachine Look(IEnumerable<string> packages) => new(
        ValueOf("/proc/cpuinfo", "model name"),
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20,
        ValueOf("/etc/os-release", "PRETTY_NAME").Trim('"'),
        RuntimeInformation.FrameworkDescription,
        packages.ToDictionary(package => package, VersionOf),
        double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], global::System.Globalization.CultureInfo.InvariantCulture));

    public override string ToString() =>
        $"{Processors} × {Processor}, {MemoryMegabytes / 1024} GB, {System}, {Runtime}, {string.Join(", ", Versions.Select(version => $"{version.Key} {version.Value}"))}; load average before: {LoadBefore}";

    private static string ValueOf(string file, string key) =>
        File.ReadLines(file).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal)) is { } line ? line[(line.IndexOfAny([':', '=']) + 1)..].Trim() : "unknown";

    private static string VersionOf(string package)
    {
        using var query = Process.Start(new ProcessStartInfo("dpkg-query", ["-W", "-f", "${Version}", package]) { RedirectStandardOutput = true })!;
        var version = query.StandardOutput.ReadToEnd();
        query.WaitForExit();
        return version;
    }
}
