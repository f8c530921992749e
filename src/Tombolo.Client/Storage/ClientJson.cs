using System.Text.Json;
using System.Text.Json.Serialization;
using Tombolo.Client.Conversations;
using Tombolo.Client.Device;
using Tombolo.Client.Outbox;

namespace Tombolo.Client.Storage;

/// <summary>Generated JSON of the stored records.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(DeviceRecord))]
[JsonSerializable(typeof(ChatRecord))]
[JsonSerializable(typeof(EntryRecord))]
[JsonSerializable(typeof(EntryPlace))]
[JsonSerializable(typeof(OutboxRecord))]
[JsonSerializable(typeof(SentRecord))]
internal sealed partial class ClientJson : JsonSerializerContext;
