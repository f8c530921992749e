using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tombolo.StandardClients.Tests;

/// <summary>A published client as a process of its own: commands in, events out, one JSON object a line.</summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private readonly Process _process;

    // What it said last, for the one who asks why it fell silent.
    private readonly Queue<string> _last = new();

    private PeerProcess(Process process) => _process = process;

    /// <summary>Where the peers' programs are.</summary>
    public static string Folder => Path.Combine(TestsFolder(), "Peers");

    /// <param name="kind"><c>xmppjs</c> or <c>slixmpp</c>.</param>
    public static PeerProcess Start(string kind)
    {
        var start = kind == "xmppjs"
            ? new ProcessStartInfo("node", ["peer.mjs"]) { WorkingDirectory = Path.Combine(Folder, "xmppjs") }
            : new ProcessStartInfo("/usr/bin/python3", ["peer.py"]) { WorkingDirectory = Path.Combine(Folder, "slixmpp") };
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;

        // The test server's certificate is its own; what is tested is the stream, not the client's trust store.
        start.Environment["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
        start.Environment["NODE_NO_WARNINGS"] = "1";
        return new PeerProcess(Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start."));
    }

    public async Task DoAsync(object command)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(command));
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>The next event, which has to be this one.</summary>
    public async Task<JsonObject> ExpectAsync(string name)
    {
        var happened = await ReadAsync(name);
        Assert.True(name == (string?)happened["event"], $"Expected {name}, the client reported {happened.ToJsonString()}");
        return happened;
    }

    /// <summary>The next presence, of this type and from this account; roster pushes, which clients report at different times, are passed over.</summary>
    public async Task<JsonObject> ExpectPresenceAsync(string type, string account)
    {
        var happened = await ReadAsync("presence");
        while ((string?)happened["event"] == "roster")
        {
            happened = await ReadAsync("presence");
        }

        var isExpected = (string?)happened["event"] == "presence" && (string?)happened["type"] == type && ((string)happened["from"]!).Split('/')[0] == account;
        Assert.True(isExpected, $"Expected presence '{type}' of {account}, the client reported {happened.ToJsonString()}");
        return happened;
    }

    public Task<JsonObject> ExpectAnyAsync() => ReadAsync("anything");

    public async Task<string> ExpectBodyAsync() => (string)(await ExpectAsync("message"))["body"]!;

    /// <summary>Adds the bodies of the next messages until there are so many; what else is reported meanwhile, dropping and coming back, is passed over.</summary>
    public async Task<IReadOnlyList<string>> HearAsync(List<string> bodies, int count)
    {
        while (bodies.Count < count)
        {
            var happened = await ReadAsync($"message {bodies.Count + 1} of {count}");
            if ((string?)happened["event"] == "message")
            {
                bodies.Add((string)happened["body"]!);
            }
        }

        return bodies;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string TestsFolder([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, ".."));

    private async Task<JsonObject> ReadAsync(string name)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            var line = await _process.StandardOutput.ReadLineAsync(limit.Token) ?? throw new EndOfStreamException($"The client ended before {name}.");
            Remember(line);
            return JsonNode.Parse(line)!.AsObject();
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The client did not report {name} in {Patience.TotalSeconds} seconds. Its last words:{Environment.NewLine}{string.Join(Environment.NewLine, _last)}");
        }
    }

    private void Remember(string line)
    {
        const int Lines = 12;
        _last.Enqueue(line);
        while (_last.Count > Lines)
        {
            _last.Dequeue();
        }
    }
}
