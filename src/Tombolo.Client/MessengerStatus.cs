using System.Text.Json.Serialization;

namespace Tombolo.Client;

/// <summary>Where a device stands with its host.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MessengerStatus>))]
public enum MessengerStatus
{
    /// <summary>No account yet.</summary>
    [JsonStringEnumMemberName("unregistered")]
    Unregistered,

    /// <summary>A code is on its way to the phone number.</summary>
    [JsonStringEnumMemberName("awaiting_code")]
    AwaitingCode,

    /// <summary>Not connected; what is written waits in the outbox.</summary>
    [JsonStringEnumMemberName("offline")]
    Offline,

    /// <summary>Trying to connect, again and again.</summary>
    [JsonStringEnumMemberName("connecting")]
    Connecting,

    /// <summary>Logged in.</summary>
    [JsonStringEnumMemberName("online")]
    Online,

    /// <summary>The host does not know this device (its data was cleared, or the number was registered elsewhere): register again; chats stay.</summary>
    [JsonStringEnumMemberName("device_unknown")]
    DeviceUnknown,
}
