using System.Text.Json.Nodes;
using NJsonSchema;
using Tombolo.Cli.Client.Rpc;

namespace Tombolo.Cli.Tests.Client;

/// <summary>Schemas to validate with, as a reader of the document would make them.</summary>
internal static class OpenRpcSchemas
{
    public static Task<JsonSchema> ParametersAsync(string method)
    {
        var parameters = Method(method)["params"]!.AsArray();
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(parameters.Select(parameter => KeyValuePair.Create(parameter!["name"]!.GetValue<string>(), (JsonNode?)parameter["schema"]!.DeepClone()))),
            ["required"] = new JsonArray([.. parameters.Where(parameter => parameter!["required"]!.GetValue<bool>()).Select(parameter => parameter!["name"]!.DeepClone())]),
            ["additionalProperties"] = false,
        };
        return JsonSchema.FromJsonAsync(schema.ToJsonString());
    }

    public static Task<JsonSchema> ResultAsync(string method) => JsonSchema.FromJsonAsync(Method(method)["result"]!["schema"]!.ToJsonString());

    private static JsonNode Method(string name) =>
        OpenRpc.Document()["methods"]!.AsArray().SingleOrDefault(method => method!["name"]!.GetValue<string>() == name)
        ?? throw new InvalidOperationException($"The document has no method {name}.");
}
