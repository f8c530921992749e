using System.Text.Json.Serialization;

namespace Tombolo.Partner.Discovery;

[JsonSerializable(typeof(DiscoveryDocument))]
[JsonSerializable(typeof(KeySetDocument))]
internal sealed partial class DiscoveryJson : JsonSerializerContext;
