using System.Globalization;

namespace Tombolo.Cli.Bench;

/// <summary>What a server's processes have used, read from /proc: user and system CPU time, and resident memory.</summary>
internal readonly record struct ServerUsage(TimeSpan Cpu, long ResidentBytes)
{
    // Linux counts in USER_HZ, which is 100 on every platform .NET runs on.
    private const double TicksPerSecond = 100;
    private const int PageBytes = 4096;

    // User and system time of the process, and of the children that it has waited for.
    private static readonly Range Used = 11..15;

    /// <summary>
    /// Sums the processes and all that they started. What a child used that is gone stands with its parent, as PostgreSQL's does when a connection of it ends; one of
    /// <paramref name="processes"/> that is gone counts as nothing.
    /// </summary>
    public static ServerUsage Of(IEnumerable<int> processes)
    {
        var parents = Parents();
        var wanted = new HashSet<int>(processes);
        for (var grown = true; grown;)
        {
            grown = parents.Aggregate(false, (any, pair) => (wanted.Contains(pair.Value) && wanted.Add(pair.Key)) || any);
        }

        return wanted.Select(OfOne).Aggregate(default(ServerUsage), (sum, one) => new(sum.Cpu + one.Cpu, sum.ResidentBytes + one.ResidentBytes));
    }

    private static ServerUsage OfOne(int process) =>
        Fields(process) is { } fields
            ? new(TimeSpan.FromSeconds(fields[Used].Sum(Number) / TicksPerSecond), Number(fields[21]) * PageBytes)
            : default;

    private static Dictionary<int, int> Parents() =>
        Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0)
            .Select(id => (id, fields: Fields(id)))
            .Where(process => process.fields is not null)
            .ToDictionary(process => process.id, process => (int)Number(process.fields![1]));

    /// <summary>The fields of /proc/PID/stat after the command's name, which may itself hold spaces (proc(5)).</summary>
    private static string[]? Fields(int process)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{process}/stat");
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null; // It ended between the listing and the reading.
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
