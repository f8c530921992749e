using System.Diagnostics;
using Tombolo.Cli.Supervision;

namespace Tombolo.Cli.Demo.Cluster;

/// <summary>The cluster's PostgreSQL: its data below the demo's folder, reached through a socket that only this user can reach.</summary>
internal sealed class PostgresProcess(PostgresPrograms programs, ClusterPlan plan) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    // The path of a socket may have 107 bytes; a folder of data may lie deeper.
    private readonly string _sockets = Directory.CreateTempSubdirectory("tombolo-pg-").FullName;
    private readonly ChildProgram _child = new("PostgreSQL", plan.LogOf("postgres"));

    public string ConnectionString => $"Host={_sockets};Database=postgres;Username=tombolo";

    public bool EndedByItself => _child.EndedByItself;

    private string Data => Path.Combine(plan.Demo.Data, "postgres");

    /// <summary>Starts it and returns when it answers.</summary>
    /// <returns>What is wrong, or null.</returns>
    public async Task<string?> StartAsync(Action onEnd, CancellationToken cancellationToken)
    {
        PostgresPrograms.MakeFolder(_sockets);
        PostgresPrograms.MakeFolder(Data);
        if (!File.Exists(Path.Combine(Data, "PG_VERSION"))
            && await RunAsync(programs.Start("initdb", "-D", Data, "-U", "tombolo", "-A", "trust", "-E", "UTF8", "--locale=C"), cancellationToken) is { Length: > 0 } refused)
        {
            return $"PostgreSQL could not make its folder {Data}: {refused.Trim()}{(Environment.IsPrivilegedProcess ? Environment.NewLine + "It refuses root and so runs as the user postgres, who has to reach that folder: choose another with --data." : "")}";
        }

        _child.Start(programs.Server(Data, _sockets), onEnd);
        while (await RunAsync(programs.Start("pg_isready", "-q", "-h", _sockets), cancellationToken) is not null)
        {
            if (_child.EndedByItself)
            {
                return $"PostgreSQL did not start; see {plan.LogOf("postgres")}.";
            }

            await Task.Delay(Pause, cancellationToken);
        }

        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await _child.DisposeAsync();
        Directory.Delete(_sockets, recursive: true);
    }

    /// <returns>Null when it went well, else what it said.</returns>
    private static async Task<string?> RunAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(cancellationToken);
        await output;
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? null : errors + " ";
    }
}
