using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tombolo.Cli.Client.Rpc;

/// <summary>
/// JSON-RPC 2.0: from a line to its reply. Hand-written because the library we tried ends the conversation at the first
/// malformed line and puts stack traces into errors; the protocol is two pages long.
/// </summary>
internal sealed class RpcDispatcher(IReadOnlyList<RpcMethod> methods)
{
    private const string Version = "2.0";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    private readonly Dictionary<string, RpcMethod> _methods = methods.ToDictionary(method => method.Name, StringComparer.Ordinal);

    /// <summary>The reply to a line; null when there is none to give (notifications).</summary>
    public async Task<JsonNode?> AnswerAsync(byte[] line, CancellationToken cancellationToken)
    {
        JsonNode? request;
        try
        {
            request = JsonNode.Parse(line, documentOptions: Strict);
        }
        catch (JsonException)
        {
            return Error(null, new RpcException(RpcException.ParseError, "This line is no JSON, or too long."));
        }

        return request is JsonArray batch ? await AnswerBatchAsync(batch, cancellationToken) : await AnswerOneAsync(request, cancellationToken);
    }

    private async Task<JsonNode?> AnswerBatchAsync(JsonArray batch, CancellationToken cancellationToken)
    {
        if (batch.Count == 0)
        {
            return Error(null, new RpcException(RpcException.InvalidRequest, "An empty batch."));
        }

        var replies = new JsonArray();
        foreach (var request in batch)
        {
            if (await AnswerOneAsync(request, cancellationToken) is { } reply)
            {
                replies.Add(reply);
            }
        }

        return replies.Count > 0 ? replies : null;
    }

    private async Task<JsonNode?> AnswerOneAsync(JsonNode? request, CancellationToken cancellationToken)
    {
        var call = request as JsonObject;
        var id = call?["id"];
        try
        {
            if (call is null || Text(call["jsonrpc"]) != Version || Text(call["method"]) is not { } name
                || (id is not null && id.GetValueKind() is not (JsonValueKind.String or JsonValueKind.Number)))
            {
                return Error(null, new RpcException(RpcException.InvalidRequest, "Not a JSON-RPC 2.0 request."));
            }

            var method = _methods.GetValueOrDefault(name) ?? throw new RpcException(RpcException.MethodNotFound, $"There is no method {name}.");
            var result = await method.Invoke(call["params"], cancellationToken);
            return call.ContainsKey("id") ? Reply(id, "result", result) : null;
        }
        catch (RpcException exception)
        {
            return call?.ContainsKey("id") == true ? Error(id, exception) : null;
        }
    }

    private static JsonObject Error(JsonNode? id, RpcException exception)
    {
        var error = new JsonObject { ["code"] = exception.Number, ["message"] = exception.Message };
        if (exception.Details is { } details)
        {
            error["data"] = details.DeepClone();
        }

        return Reply(id, "error", error);
    }

    private static JsonObject Reply(JsonNode? id, string member, JsonNode? value) =>
        new() { ["jsonrpc"] = Version, ["id"] = id?.DeepClone(), [member] = value };

    private static string? Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
}
