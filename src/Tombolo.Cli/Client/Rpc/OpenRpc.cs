using System.ComponentModel;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Tombolo.Cli.Client.Shapes;

namespace Tombolo.Cli.Client.Rpc;

/// <summary>
/// The OpenRPC description, made from the same records that are sent. Notifications stand among the methods as OpenRPC has them,
/// without a result; <c>x-notifications</c> names them, because here they go from the client to its caller.
/// </summary>
internal static class OpenRpc
{
    private const string Version = "1.3.2";

    private static readonly JsonSchemaExporterOptions Exporter = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = Describe,
    };

    public static JsonObject Document()
    {
        var methods = RpcTable.Methods(new RpcActions(null!)).Select(Method).Concat(RpcTable.Notifications.Select(Notification));
        return new JsonObject
        {
            ["openrpc"] = Version,
            ["info"] = new JsonObject
            {
                ["title"] = "tombolo client",
                ["version"] = typeof(OpenRpc).Assembly.GetName().Version?.ToString(3) ?? "0.0.0",
                ["description"] = "A messenger without a screen. JSON-RPC 2.0, one object per line.",
            },
            ["methods"] = new JsonArray([.. methods]),
            ["x-notifications"] = new JsonArray([.. RpcTable.Notifications.Select(notification => (JsonNode)notification.Name)]),
        };
    }

    private static JsonObject Method(RpcMethod method) => new()
    {
        ["name"] = method.Name,
        ["summary"] = method.Summary,
        ["paramStructure"] = "by-name",
        ["params"] = Parameters(method.Parameters),
        ["result"] = new JsonObject { ["name"] = "result", ["schema"] = Schema(method.Result) },
        ["errors"] = new JsonArray(new JsonObject
        {
            ["code"] = RpcException.Refused,
            ["message"] = "Refused; data says why.",
            ["data"] = Schema(typeof(RefusalData)),
        }),
    };

    private static JsonObject Notification(RpcNotification notification) => new()
    {
        ["name"] = notification.Name,
        ["summary"] = notification.Summary,
        ["paramStructure"] = "by-name",
        ["params"] = Parameters(notification.Parameters),
    };

    private static JsonArray Parameters(Type type)
    {
        var schema = Schema(type);
        var required = schema["required"]?.AsArray().Select(name => name!.GetValue<string>()).ToHashSet() ?? [];
        var properties = schema["properties"]?.AsObject() ?? [];
        return new JsonArray([.. properties.Select(property => new JsonObject
        {
            ["name"] = property.Key,
            ["required"] = required.Contains(property.Key),
            ["schema"] = property.Value?.DeepClone(),
        })]);
    }

    private static JsonNode Schema(Type type) =>
        type == typeof(JsonObject) ? new JsonObject { ["type"] = "object" } : RpcJson.Options.GetJsonSchemaAsNode(type, Exporter);

    private static JsonNode Describe(JsonSchemaExporterContext context, JsonNode schema)
    {
        var description = context.PropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: true).FirstOrDefault();
        if (schema is JsonObject node && description is DescriptionAttribute text)
        {
            node["description"] = text.Description;
        }

        return schema;
    }
}
