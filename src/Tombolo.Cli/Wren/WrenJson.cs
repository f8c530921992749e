using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tombolo.Cli.Wren;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(TokenReply))]
internal sealed partial class WrenJson : JsonSerializerContext;
