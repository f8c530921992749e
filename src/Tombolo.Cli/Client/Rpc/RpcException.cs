using System.Text.Json;
using System.Text.Json.Nodes;
using Tombolo.Cli.Client.Shapes;
using Tombolo.Client;

namespace Tombolo.Cli.Client.Rpc;

/// <summary>Becomes the <c>error</c> of a reply; never leaves the conversation.</summary>
internal sealed class RpcException(int number, string message, JsonNode? data = null) : Exception(message)
{
    public const int ParseError = -32700;
    public const int InvalidRequest = -32600;
    public const int MethodNotFound = -32601;
    public const int InvalidParams = -32602;

    /// <summary>Every refusal; what it is about is in <c>data.code</c>.</summary>
    public const int Refused = -32000;

    public int Number { get; } = number;

    public JsonNode? Details { get; } = data;

    public static RpcException InvalidParameters(string reason) => new(InvalidParams, reason);

    public static RpcException Of(Refusal refusal) =>
        new(Refused, refusal.Text, JsonSerializer.SerializeToNode(RefusalData.Of(refusal), RpcJson.Options));
}
