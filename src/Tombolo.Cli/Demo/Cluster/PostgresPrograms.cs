using System.Diagnostics;
using System.Globalization;

namespace Tombolo.Cli.Demo.Cluster;

/// <summary>PostgreSQL's programs as Debian installs them, or as they are found in the path. Root runs them as the user postgres, because they refuse root.</summary>
internal sealed class PostgresPrograms
{
    private const string Debian = "/usr/lib/postgresql";

    private readonly string _folder;

    private PostgresPrograms(string folder) => _folder = folder;

    /// <summary>Null when PostgreSQL is not installed.</summary>
    public static PostgresPrograms? Find()
    {
        var versions = Directory.Exists(Debian) ? Directory.GetDirectories(Debian) : [];
        var folders = versions
            .OrderByDescending(version => int.TryParse(Path.GetFileName(version), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Select(version => Path.Combine(version, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator));
        return folders.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb"))) is { } found ? new PostgresPrograms(found) : null;
    }

    /// <summary>How to start one of the programs, by name.</summary>
    public ProcessStartInfo Start(string program, params string[] arguments) => Unprivileged(Path.Combine(_folder, program), arguments);

    /// <summary>
    /// The server, as a child that ends when its standard input does: first waiting for those who are connected, then without them. In a session of its own, so
    /// that Ctrl-C reaches it only when the nodes are done with it.
    /// </summary>
    public ProcessStartInfo Server(string data, string sockets) => Unprivileged(
        "setsid",
        "sh", "-c",
        """
        exec 3<&0
        "$1" -D "$2" -k "$3" -c listen_addresses= -c max_connections=200 <&- & server=$!
        { cat <&3; kill -TERM $server; sleep 10; kill -INT $server; } >/dev/null 2>&1 &
        wait $server
        """,
        "sh", Path.Combine(_folder, "postgres"), data, sockets);

    /// <summary>Makes a folder that the server may use.</summary>
    public static void MakeFolder(string path)
    {
        Directory.CreateDirectory(path);
        if (Environment.IsPrivilegedProcess)
        {
            using var give = Process.Start("chown", ["postgres:", path]);
            give.WaitForExit();
        }
    }

    private static ProcessStartInfo Unprivileged(string program, params string[] arguments) => Environment.IsPrivilegedProcess
        ? new ProcessStartInfo("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", program, .. arguments])
        : new ProcessStartInfo(program, arguments);
}
