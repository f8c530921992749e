using System.Text.Json.Serialization;

namespace Tombolo.Partner.Discovery;

internal sealed record KeySetDocument([property: JsonPropertyName("keys")] IReadOnlyList<PublicKeyDocument> Keys);
