using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tombolo.Peers.Tests.Signal;

/// <summary>A Node process that speaks for one version of Signal's library, one request and one answer a line.</summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private int _lastId;

    private PeerProcess(Process process, string version) => (_process, Version) = (process, version);

    internal string Version { get; }

    internal static PeerProcess Start(string version)
    {
        ProcessStartInfo start = new("node")
        {
            WorkingDirectory = PeerInstallation.Directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.ArgumentList.Add("peer.mjs");
        start.ArgumentList.Add(version);
        return new PeerProcess(
            Process.Start(start) ?? throw new InvalidOperationException("node did not start."), version);
    }

    /// <summary>Sends a request and returns the answer, which may be a refusal (<c>ok</c> is false).</summary>
    internal async Task<JsonObject> AskAsync(JsonObject request)
    {
        request["id"] = ++_lastId;
        using CancellationTokenSource limit = new(AnswerTime);
        await _process.StandardInput.WriteLineAsync(request.ToJsonString().AsMemory(), limit.Token);
        await _process.StandardInput.FlushAsync(limit.Token);
        string line = await _process.StandardOutput.ReadLineAsync(limit.Token)
            ?? throw new InvalidOperationException($"The peer {Version} ended without answering {request["op"]}.");
        JsonObject answer = JsonNode.Parse(line)!.AsObject();
        return (int)answer["id"]! == _lastId
            ? answer
            : throw new JsonException($"The peer answered {answer["id"]} instead of {_lastId}.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using CancellationTokenSource limit = new(AnswerTime);
        await _process.WaitForExitAsync(limit.Token);
        _process.Dispose();
    }
}
