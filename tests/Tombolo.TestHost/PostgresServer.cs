using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Tombolo.TestHost;

/// <summary>
/// A real PostgreSQL of Debian's package in a folder of its own, reached through a socket in that folder; root runs it as the user postgres, because
/// PostgreSQL refuses root. Gone with the folder when this process ends, however it ends: a watcher beside it sees it go.
/// </summary>
internal sealed class PostgresServer : IDisposable
{
    private const string Programs = "/usr/lib/postgresql";
    private static readonly Lazy<PostgresServer> LazyShared = new(static () => new PostgresServer(flushes: false));

    private readonly string _folder = Directory.CreateTempSubdirectory("tombolo-pg-").FullName;
    private readonly string _bin;
    private readonly Process _watcher;

    /// <param name="flushes">True for what people run; false is faster and survives the death of the server, but not of the machine.</param>
    public PostgresServer(bool flushes)
    {
        _bin = FindPrograms();
        _watcher = Watch();
        if (Environment.IsPrivilegedProcess)
        {
            Run("chown", "postgres", _folder);
        }

        RunAsServer("initdb", "-D", Data, "-U", "tombolo", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        File.AppendAllText(
            Path.Combine(Data, "postgresql.conf"),
            $"listen_addresses = ''\nunix_socket_directories = '{_folder}'\nmax_connections = 200\nfsync = {(flushes ? "on" : "off")}\n");
        Start();
    }

    /// <summary>
    /// One for all tests of this process, started when the first needs it. The watcher ends it behind the process, which does not wait: hundreds of databases are
    /// deleted meanwhile, and a test program that takes long to end counts as broken.
    /// </summary>
    public static PostgresServer Shared => LazyShared.Value;

    private string Data => Path.Combine(_folder, "data");

    public string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder { Host = _folder, Username = "tombolo", Database = database, Timeout = 5 }.ToString();

    /// <summary>A new, empty database; returns how to reach it.</summary>
    public string CreateDatabase()
    {
        var name = "t" + Guid.NewGuid().ToString("N");
        using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        command.ExecuteNonQuery();
        return ConnectionString(name);
    }

    /// <summary>A new, empty database whose tables and indexes lie in that folder, which is given to the server.</summary>
    public string CreateDatabase(string folder)
    {
        if (Environment.IsPrivilegedProcess)
        {
            Run("chown", "postgres", folder);
        }

        var name = "t" + Guid.NewGuid().ToString("N");
        Execute(ConnectionString("postgres"), $"CREATE TABLESPACE {name} LOCATION '{folder}'");
        Execute(ConnectionString("postgres"), $"CREATE DATABASE {name} TABLESPACE {name}");
        return ConnectionString(name);
    }

    public void Start() => RunAsServer("pg_ctl", "start", "-w", "-s", "-t", "60", "-D", Data, "-l", Path.Combine(_folder, "log"));

    public void Stop(string mode = "immediate") => RunAsServer("pg_ctl", "stop", "-w", "-s", "-m", mode, "-D", Data);

    /// <summary>SIGKILL to every process of this server, the one that started all others first.</summary>
    public void Kill()
    {
        var first = int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        int[] others = [.. ChildrenOf(first)];
        Kill(first);
        Array.ForEach(others, Kill);
    }

    /// <summary>SIGKILL to one of the processes that serve a host. The server then ends all others too and recovers by itself.</summary>
    public void KillBackend()
    {
        using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand("SELECT pid FROM pg_stat_activity WHERE application_name = 'tombolo' ORDER BY state_change DESC LIMIT 1", connection);
        Kill((int)command.ExecuteScalar()!);
    }

    /// <summary>A setting of the whole server, for sessions that begin from now on.</summary>
    public void Set(string name, string value)
    {
        Execute(ConnectionString("postgres"), $"ALTER SYSTEM SET {name} = {value}");
        Execute(ConnectionString("postgres"), "SELECT pg_reload_conf()");
    }

    /// <summary>Runs a statement on a database.</summary>
    public static void Execute(string connectionString, string sql)
    {
        using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _watcher.StandardInput.Close();
        _watcher.WaitForExit();
        _watcher.Dispose();
    }

    /// <summary>Ends the server and deletes the folder when its input ends: when this is disposed, or nobody is there any more to do it.</summary>
    private Process Watch()
    {
        const string Script = """
            trap '' INT TERM HUP
            cat >/dev/null
            if server=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null); then
              kill -QUIT "$server" 2>/dev/null
              for try in $(seq 100); do kill -0 "$server" 2>/dev/null || break; sleep 0.1; done
            fi
            rm -rf "$1"
            """;
        return Process.Start(new ProcessStartInfo("setsid", ["sh", "-c", Script, "sh", _folder]) { RedirectStandardInput = true })!;
    }

    private static IEnumerable<int> ChildrenOf(int parent) =>
        File.ReadAllText($"/proc/{parent}/task/{parent}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture));

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
            process.WaitForExit();
        }
        catch (ArgumentException)
        {
            // It went with its parent.
            return;
        }
    }

    private static string FindPrograms() =>
        (Directory.Exists(Programs) ? Directory.GetDirectories(Programs) : [])
            .OrderByDescending(version => int.TryParse(Path.GetFileName(version), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Select(version => Path.Combine(version, "bin"))
            .FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")))
        ?? throw new InvalidOperationException("PostgreSQL is missing: install Debian's package postgresql (./test.sh does).");

    private void RunAsServer(string program, params string[] arguments)
    {
        var path = Path.Combine(_bin, program);
        if (Environment.IsPrivilegedProcess)
        {
            Run("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", path, .. arguments]);
        }
        else
        {
            Run(path, arguments);
        }
    }

    // Output is not piped: the server would inherit the pipe and hold it open for as long as it lives.
    private void Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = _folder };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("log=$1; shift; exec \"$@\" >>\"$log\" 2>&1 </dev/null");
        start.ArgumentList.Add("sh");
        var log = Path.Combine(_folder, "commands.log");
        foreach (var argument in (string[])[log, program, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with code {process.ExitCode}:\n{File.ReadAllText(log)}");
        }
    }
}
