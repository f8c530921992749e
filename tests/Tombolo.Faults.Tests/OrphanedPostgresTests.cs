using System.Globalization;
using Tombolo.Faults.Tests.Processes;

namespace Tombolo.Faults.Tests;

/// <summary>The PostgreSQL that tests start is nobody's child. It goes all the same when the process that started it is killed.</summary>
public sealed class OrphanedPostgresTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Server_OfAProcessThatIsKilled_GoesWithIt()
    {
        using var data = new DataFolder();
        await using var process = await ServerProcess.StartAsync(data.Path, ["own-postgres"]);
        var folder = FolderOfServerBy(process.Id);
        var server = int.Parse(File.ReadLines(Path.Combine(folder, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

        await process.KillAsync();

        using var limit = new CancellationTokenSource(Patience);
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (Directory.Exists(folder))
        {
            await pulse.WaitForNextTickAsync(limit.Token);
        }

        Assert.False(Directory.Exists($"/proc/{server}"));
    }

    /// <summary>The watcher beside the server was told it as its last argument.</summary>
    private static string FolderOfServerBy(int process) =>
        Directory.GetDirectories($"/proc/{process}/task")
            .SelectMany(thread => File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(child => File.ReadAllText($"/proc/{child}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries)[^1])
            .First(argument => Path.GetFileName(argument).StartsWith("tombolo-pg-", StringComparison.Ordinal));
}
