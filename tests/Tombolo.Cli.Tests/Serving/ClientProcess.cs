using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Tombolo.Cli.Tests.Serving;

/// <summary><c>tombolo client</c> as a process of its own, asked one thing at a time.</summary>
internal sealed class ClientProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private int _id;

    private ClientProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public static ClientProcess Start(string state) => new(Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "tombolo"), ["client", "--state", state])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        UseShellExecute = false,
    })!);

    /// <summary>Asks, and waits for the answer; notifications in between are passed over.</summary>
    public async Task<JsonNode?> CallAsync(string method, JsonObject? parameters = null)
    {
        var answer = await AskAsync(method, parameters);
        Assert.True(answer["error"] is null, answer.ToJsonString());
        return answer["result"];
    }

    /// <summary>Asks for what is going to be refused.</summary>
    public async Task RefusedAsync(string method, JsonObject? parameters = null)
    {
        var answer = await AskAsync(method, parameters);
        Assert.True(answer["error"] is not null, answer.ToJsonString());
    }

    /// <summary>Waits for a notification.</summary>
    public Task<JsonNode> NotifiedAsync(string method) => HearAsync(line => (string?)line["method"] == method, $"the notification {method}");

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<JsonNode> AskAsync(string method, JsonObject? parameters)
    {
        var id = ++_id;
        var call = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        await _process.StandardInput.WriteLineAsync(call.ToJsonString());
        await _process.StandardInput.FlushAsync();
        return await HearAsync(line => (int?)line["id"] == id, $"an answer to {method}");
    }

    private async Task<JsonNode> HearAsync(Func<JsonNode, bool> wanted, string what)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                if (JsonNode.Parse(line) is { } message && wanted(message))
                {
                    return message;
                }
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{what} did not come within {Patience.TotalSeconds:0} seconds");
        }

        throw new InvalidOperationException($"the client ended before {what} came");
    }
}
