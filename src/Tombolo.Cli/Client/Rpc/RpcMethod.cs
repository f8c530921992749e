using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tombolo.Cli.Client.Rpc;

/// <summary>A method: what it is called, what goes in and out, and what does it.</summary>
internal sealed record RpcMethod
{
    public required string Name { get; init; }

    public required string Summary { get; init; }

    public required Type Parameters { get; init; }

    public required Type Result { get; init; }

    /// <summary>From the <c>params</c> member (null when missing) to the result.</summary>
    public required Func<JsonNode?, CancellationToken, Task<JsonNode?>> Invoke { get; init; }

    public static RpcMethod Of<TParameters, TResult>(string name, string summary, Func<TParameters, CancellationToken, Task<TResult>> action)
        where TParameters : class => new()
        {
            Name = name,
            Summary = summary,
            Parameters = typeof(TParameters),
            Result = typeof(TResult),
            Invoke = async (given, cancellationToken) =>
                JsonSerializer.SerializeToNode(await action(Read<TParameters>(given), cancellationToken), RpcJson.Options),
        };

    private static TParameters Read<TParameters>(JsonNode? given)
        where TParameters : class
    {
        // An empty list is how some libraries say that there is nothing.
        var members = given is null or JsonArray { Count: 0 } ? new JsonObject() : given;
        try
        {
            return members is JsonObject && members.Deserialize<TParameters>(RpcJson.Options) is { } parameters
                ? parameters
                : throw RpcException.InvalidParameters("Parameters are given by name, in an object.");
        }
        catch (JsonException exception)
        {
            throw RpcException.InvalidParameters(Reason(exception));
        }
    }

    /// <summary>Where and what, without the names of our types.</summary>
    private static string Reason(JsonException exception) => exception.Path is { Length: > 1 } path
        ? $"The parameter at {path} is not of the described form."
        : "A required parameter is missing or one is not of the described form; rpc.discover describes them.";
}
