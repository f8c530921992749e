using System.Text.Json;
using Spectre.Console;
using Tombolo.Server.Storage.Backups;

namespace Tombolo.Cli.Admin.Backups;

/// <summary>Shows how far a backup or a restore is, and what came of it.</summary>
internal static class BackupReport
{
    /// <summary>Runs the work with a bar for each step when somebody watches.</summary>
    public static BackupManifest Watch(bool isQuiet, Func<IProgress<BackupProgress>?, BackupManifest> work) =>
        isQuiet || !AnsiConsole.Profile.Capabilities.Interactive
            ? work(null)
            : AnsiConsole.Progress().HideCompleted(true).Start(context => work(new Bars(context)));

    public static void Print(string done, BackupManifest manifest, string folder, bool asJson)
    {
        var (rows, bytes) = (manifest.Tables.Sum(static table => table.Rows), manifest.Files.Sum(static file => file.SizeBytes));
        Console.WriteLine(asJson
            ? JsonSerializer.Serialize(new { folder = Path.GetFullPath(folder), engine = manifest.Engine.ToString(), createdAt = manifest.CreatedAt, tables = manifest.Tables.Count, rows, files = manifest.Files.Count, bytes }, JsonSerializerOptions.Web)
            : $"{done}: {manifest.Tables.Count} tables with {rows} rows, {manifest.Files.Count} files, {bytes / 1024.0 / 1024:F1} MB, as of {manifest.CreatedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC.");
    }

    private sealed class Bars(ProgressContext context) : IProgress<BackupProgress>
    {
        private readonly Dictionary<string, ProgressTask> _tasks = new(StringComparer.Ordinal);

        public void Report(BackupProgress value)
        {
            if (!_tasks.TryGetValue(value.Step, out var task))
            {
                task = _tasks[value.Step] = context.AddTask(value.Step);
            }

            (task.MaxValue, task.Value) = (value.Total, value.Done);
        }
    }
}
