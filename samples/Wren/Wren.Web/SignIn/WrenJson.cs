using System.Text.Json;
using System.Text.Json.Serialization;

namespace Wren.Web.SignIn;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SignInRequest))]
[JsonSerializable(typeof(SignInStarted))]
[JsonSerializable(typeof(SignInCode))]
[JsonSerializable(typeof(SignedIn))]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(TokenIssued))]
[JsonSerializable(typeof(HostAddress))]
internal sealed partial class WrenJson : JsonSerializerContext;
