using System.Text.Json;
using System.Text.Json.Serialization;
using Tombolo.Interop.Development;
using Wren.Server.App;
using Wren.Server.SignIn;

namespace Wren.Server;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SignInRequest))]
[JsonSerializable(typeof(SignInStarted))]
[JsonSerializable(typeof(SignInVerification))]
[JsonSerializable(typeof(SignedIn))]
[JsonSerializable(typeof(IdentityTokenOrder))]
[JsonSerializable(typeof(DevelopmentTokenOrder))]
[JsonSerializable(typeof(IdentityTokenReply))]
[JsonSerializable(typeof(AppSettings))]
[JsonSerializable(typeof(People.Register))]
[JsonSerializable(typeof(OutboxDocument))]
internal sealed partial class WrenJson : JsonSerializerContext;
