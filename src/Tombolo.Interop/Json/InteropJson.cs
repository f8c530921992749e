using System.Text.Json;
using System.Text.Json.Serialization;
using Tombolo.Interop.Development;
using Tombolo.Interop.Discovery;
using Tombolo.Interop.Enlistment;
using Tombolo.Interop.Errors;
using Tombolo.Interop.Identity;
using Tombolo.Interop.Registration;

namespace Tombolo.Interop.Json;

/// <summary>
/// Generated, trim-safe JSON for every request and reply between host, partner and app: camelCase, binary as base64url, times ISO 8601 UTC,
/// absent optional members left out. Missing or null required members are a <see cref="JsonException"/> when read.
/// </summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    Converters = [typeof(Base64UrlConverter)],
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.Strict,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ProblemDocument))]
[JsonSerializable(typeof(HostDocument))]
[JsonSerializable(typeof(HealthDocument))]
[JsonSerializable(typeof(RegistrationRequest))]
[JsonSerializable(typeof(RegistrationStarted))]
[JsonSerializable(typeof(VerificationRequest))]
[JsonSerializable(typeof(NonceIssued))]
[JsonSerializable(typeof(EnlistmentRequest))]
[JsonSerializable(typeof(EnlistmentEndRequest))]
[JsonSerializable(typeof(Enrolled))]
[JsonSerializable(typeof(OutboxDocument))]
[JsonSerializable(typeof(Identifier))]
[JsonSerializable(typeof(TokenConfirmation))]
public sealed partial class InteropJson : JsonSerializerContext;
