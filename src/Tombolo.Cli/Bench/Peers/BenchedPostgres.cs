using System.Diagnostics;
using System.Globalization;

namespace Tombolo.Cli.Bench.Peers;

/// <summary>
/// PostgreSQL from Debian as it comes (every commit flushed), in a folder of its own, on loopback; root runs it as the user postgres, because PostgreSQL refuses root.
/// </summary>
internal sealed class BenchedPostgres(int port) : IAsyncDisposable
{
    private const string Programs = "/usr/lib/postgresql";
    private readonly string _folder = Directory.CreateTempSubdirectory("tombolo-bench-pg-").FullName;

    private string Data => Path.Combine(_folder, "data");

    /// <summary>The process that started all others of this server.</summary>
    public int Process { get; private set; }

    public string ConnectionString => ConnectionTo("postgres");

    public int Port => port;

    /// <summary>Debian's own number unless told otherwise.</summary>
    public int Connections { get; init; } = 100;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown postgres .", cancellationToken).ConfigureAwait(false);
        }

        await RunAsync(AsServer($"initdb -D '{Data}' -U tombolo -A trust -E UTF8 --locale=C"), cancellationToken).ConfigureAwait(false);
        await File.AppendAllTextAsync(
            Path.Combine(Data, "postgresql.conf"),
            $"listen_addresses = '127.0.0.1'\nport = {port}\nunix_socket_directories = '{_folder}'\nmax_connections = {Connections}\n",
            cancellationToken).ConfigureAwait(false);
        await RunAsync(AsServer($"pg_ctl start -w -s -t 60 -D '{Data}' -l '{Path.Combine(_folder, "log")}'"), cancellationToken).ConfigureAwait(false);
        Process = int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
    }

    /// <summary>Makes an empty database and says how to connect to it.</summary>
    public async Task<string> CreateDatabaseAsync(string name, CancellationToken cancellationToken)
    {
        await RunAsync(AsServer($"createdb -h '{_folder}' -p {port} -U tombolo {name}"), cancellationToken).ConfigureAwait(false);
        return ConnectionTo(name);
    }

    /// <summary>Runs a file of statements.</summary>
    public Task LoadAsync(string sqlFile, CancellationToken cancellationToken) =>
        RunAsync(AsServer($"psql -q -h '{_folder}' -p {port} -U tombolo -d postgres -f '{sqlFile}'"), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (Process != 0)
        {
            await RunAsync(AsServer($"pg_ctl stop -w -s -m immediate -D '{Data}'"), CancellationToken.None).ConfigureAwait(false);
        }

        Directory.Delete(_folder, recursive: true);
    }

    private string ConnectionTo(string database) => $"Host={_folder};Port={port};Username=tombolo;Database={database}";

    private static string AsServer(string command)
    {
        var bin = Path.Combine(Directory.GetDirectories(Programs).Order(StringComparer.Ordinal).Last(), "bin");
        var path = $"{bin}/{command}";
        return Environment.IsPrivilegedProcess ? $"setpriv --reuid=postgres --regid=postgres --init-groups {path}" : path;
    }

    private async Task RunAsync(string command, CancellationToken cancellationToken)
    {
        // Into a file: the server would inherit a pipe and hold it open for as long as it lives.
        var log = Path.Combine(_folder, "commands.log");
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = _folder, ArgumentList = { "-c", $"{command} >>'{log}' 2>&1 </dev/null" } };
        using var process = System.Diagnostics.Process.Start(start)!;
        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        if (process.ExitCode != 0)
        {
            throw new IOException($"PostgreSQL could not be set up: {command}\n{await File.ReadAllTextAsync(log, cancellationToken).ConfigureAwait(false)}");
        }
    }
}
