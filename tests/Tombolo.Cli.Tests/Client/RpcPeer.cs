using System.IO.Pipelines;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Tombolo.Cli.Client;
using Tombolo.Cli.Client.Rpc;
using Tombolo.Cli.Client.Store;

namespace Tombolo.Cli.Tests.Client;

/// <summary>The other end of a conversation: sends lines, holds every line that comes back against the OpenRPC document.</summary>
internal sealed class RpcPeer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Pipe _input = new();
    private readonly Pipe _output = new();
    private readonly Channel<JsonNode> _replies = Channel.CreateUnbounded<JsonNode>();
    private readonly Channel<JsonNode> _notifications = Channel.CreateUnbounded<JsonNode>();
    private readonly StateFolder _folder;
    private readonly ClientDevice _device;
    private readonly Task _running;
    private readonly Task _reading;
    private int _lastId;

    private RpcPeer(StateFolder folder, ClientDevice device)
    {
        _folder = folder;
        _device = device;
        _running = RpcConversation.RunAsync(device, _input.Reader.AsStream(), _output.Writer.AsStream(), CancellationToken.None);
        _reading = ReadAsync();
    }

    public static async Task<RpcPeer> StartAsync(string path, HttpClient http)
    {
        var folder = StateFolder.TryHold(path, out var reason) ?? throw new InvalidOperationException(reason);
        var settings = new ClientSettings(new DirectoryInfo(path), DirectTls: false, "android", null);
        return new RpcPeer(folder, await ClientDevice.OpenAsync(folder, settings, [], http, CancellationToken.None));
    }

    /// <summary>Calls a method and gives its result, which has the described form.</summary>
    public async Task<JsonNode> CallAsync(string method, JsonObject? parameters = null)
    {
        var reply = await AskAsync(method, parameters);
        Assert.True(reply["result"] is not null, $"{method} was refused: {reply.ToJsonString()}");
        var schema = await OpenRpcSchemas.ResultAsync(method);
        Assert.Empty(schema.Validate(reply["result"]!.ToJsonString()));
        return reply["result"]!;
    }

    /// <summary>Calls a method that is refused, and gives the code.</summary>
    public async Task<string> RefusedAsync(string method, JsonObject? parameters = null)
    {
        var reply = await AskAsync(method, parameters);
        Assert.Equal(-32000, reply["error"]!["code"]!.GetValue<int>());
        return reply["error"]!["data"]!["code"]!.GetValue<string>();
    }

    /// <summary>Waits for a notification; others that come before are passed over, each checked.</summary>
    public async Task<JsonNode> HearsAsync(string name, Func<JsonNode, bool> isIt)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            while (true)
            {
                var notification = await _notifications.Reader.ReadAsync(patience.Token);
                var schema = await OpenRpcSchemas.ParametersAsync(notification["method"]!.GetValue<string>());
                Assert.Empty(schema.Validate(notification["params"]!.ToJsonString()));
                if (notification["method"]!.GetValue<string>() == name && isIt(notification["params"]!))
                {
                    return notification["params"]!;
                }
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"No notification {name} of the expected kind came within {Patience.TotalSeconds} s.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _input.Writer.CompleteAsync();
        await _running;
        await _output.Writer.CompleteAsync();
        await _reading;
        await _device.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<JsonNode> AskAsync(string method, JsonObject? parameters)
    {
        var call = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = ++_lastId, ["method"] = method };
        if (parameters is not null)
        {
            call["params"] = parameters;
        }

        await _input.Writer.WriteAsync(System.Text.Encoding.UTF8.GetBytes(call.ToJsonString() + "\n"));
        using var patience = new CancellationTokenSource(Patience);
        var reply = await _replies.Reader.ReadAsync(patience.Token);
        Assert.Equal(_lastId, reply["id"]!.GetValue<int>());
        return reply;
    }

    private async Task ReadAsync()
    {
        using var lines = new StreamReader(_output.Reader.AsStream());
        while (await lines.ReadLineAsync() is { } line)
        {
            var message = JsonNode.Parse(line)!;
            (message["method"] is null ? _replies : _notifications).Writer.TryWrite(message);
        }
    }
}
