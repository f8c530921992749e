using System.Diagnostics;
using System.Globalization;
using Tombolo.TestNetwork;

namespace Tombolo.Operation.Tests.QuickStart;

/// <summary>
/// A folder that plays the machine of the guide. Paths, ports and the domain of a step are moved into it by replacing text; what is left
/// of a step is run as it stands.
/// </summary>
internal sealed class Machine : IAsyncDisposable
{
    private const string Domain = "localhost";
    private readonly TemporaryFolder _folder = new();
    private readonly (string From, string To)[] _moves;

    public Machine()
    {
        _moves =
        [
            ("https://chat.example", $"https://{Domain}:{HttpsPort}"), ("chat.example", Domain),
            ("/etc/", Root + "/etc/"), ("/opt/tombolo", Root + "/opt/tombolo"), ("/var/lib/tombolo", Root + "/var/lib/tombolo"), ("/var/www/", Root + "/var/www/"),
            ("listen 80;", $"listen 127.0.0.1:{HttpPort};"), ("listen 443 ", $"listen 127.0.0.1:{HttpsPort} "), ("127.0.0.1:8080", $"127.0.0.1:{OwnPort}"),
            ("5223", Text(XmppPort)), ("8090", Text(GatewayPort)), ("9464", Text(FreePorts.Take())), ("\"address\": \"0.0.0.0\"", $"\"port\": {OwnPort}, \"address\": \"127.0.0.1\""),
        ];
        CopySource();
        foreach (var (name, script) in StandIns.Scripts)
        {
            WriteProgram(Path.Combine("bin", name), script.Replace("ROOT", Root, StringComparison.Ordinal).Replace("ACME", Text(AcmePort), StringComparison.Ordinal));
        }

        Directory.CreateDirectory(Path.Combine(Root, "etc", "nginx", "conf.d"));
        _folder.Write("nginx/nginx.conf", $$"""
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            worker_processes 1; pid {{Root}}/nginx/nginx.pid; error_log {{Root}}/nginx/error.log;
            events { worker_connections 256; }
            http {
              access_log off; client_body_temp_path {{Root}}/nginx/body; proxy_temp_path {{Root}}/nginx/proxy; fastcgi_temp_path {{Root}}/nginx/f; uwsgi_temp_path {{Root}}/nginx/u; scgi_temp_path {{Root}}/nginx/s;
              include {{Root}}/etc/nginx/conf.d/*.conf;
            }
            """);
    }

    public string Root => _folder.Path;

    public int HttpPort { get; } = FreePorts.Take();

    public int HttpsPort { get; } = FreePorts.Take();

    public int OwnPort { get; } = FreePorts.Take();

    public int XmppPort { get; } = FreePorts.Take();

    public int GatewayPort { get; } = FreePorts.Take();

    public int AcmePort { get; } = FreePorts.Take();

    public async Task<string> DoAsync(GuideStep step)
    {
        var text = Move(step.Text);
        if (step.Kind != "sh")
        {
            _folder.Write(Path.GetRelativePath(Root, Move(step.File)), text);
            return "";
        }

        var start = new ProcessStartInfo("/bin/bash", ["-euo", "pipefail", "-c", text]) { WorkingDirectory = Path.Combine(Root, "source") };
        start.Environment["PATH"] = Path.Combine(Root, "bin") + ":" + Environment.GetEnvironmentVariable("PATH");
        var (code, said) = await Tool.RunAsync(start);
        Assert.True(code == 0, $"This step ended with {code}:\n{step.Text}\n{said}\n{Logs()}");
        return said;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var file in new[] { "nginx/nginx.pid", "tombolo.pid" })
        {
            var path = Path.Combine(Root, file);
            if (File.Exists(path) && int.TryParse(await File.ReadAllTextAsync(path), out var id))
            {
                await EndAsync(id);
            }
        }

        _folder.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task EndAsync(int id)
    {
        await Tool.RunAsync("kill", "-TERM", Text(id));
        await Wait.UntilAsync(() => Task.FromResult(!Directory.Exists($"/proc/{id}") || File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal)), () => $"process {id} to end");
    }

    private string Move(string text) => _moves.Aggregate(text, static (moved, move) => moved.Replace(move.From, move.To, StringComparison.Ordinal));

    private string Logs() => string.Join('\n', new[] { "tombolo.log", "nginx/error.log" }.Select(name => Path.Combine(Root, name)).Where(File.Exists).Select(File.ReadAllText));

    /// <summary>What an operator has in the repository: deploy/ as it is there, artifacts/ as the build left it.</summary>
    private void CopySource()
    {
        var deploy = Path.Combine(Repository.Root, "deploy");
        foreach (var file in Directory.EnumerateFiles(deploy, "*", SearchOption.AllDirectories))
        {
            WriteProgram(Path.Combine("source", "deploy", Path.GetRelativePath(deploy, file)), Move(File.ReadAllText(file)));
        }

        var artifacts = Path.Combine(Repository.Root, "artifacts");
        Assert.True(File.Exists(Path.Combine(artifacts, "tombolo", "tombolo")), "artifacts/tombolo is missing: ./test.sh and ./run.sh publish it.");
        Directory.CreateSymbolicLink(Path.Combine(Root, "source", "artifacts"), artifacts);
    }

    private void WriteProgram(string name, string text)
    {
        var file = _folder.Write(name, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, File.GetUnixFileMode(file) | UnixFileMode.UserExecute);
        }
    }
}
