using System.Text.Json.Serialization;

namespace Tombolo.Client;

/// <summary>How far a message has come. Outgoing ones only ever move forward from queued to read.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EntryState>))]
public enum EntryState
{
    /// <summary>No state: a notice.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>Outgoing: saved on this device, not yet acknowledged by the host.</summary>
    [JsonStringEnumMemberName("queued")]
    Queued,

    /// <summary>Outgoing: the host has stored it.</summary>
    [JsonStringEnumMemberName("sent")]
    Sent,

    /// <summary>Outgoing: a device of the peer has decrypted and saved it. Incoming: it is here and not read.</summary>
    [JsonStringEnumMemberName("delivered")]
    Delivered,

    /// <summary>Read by a person, there or here.</summary>
    [JsonStringEnumMemberName("read")]
    Read,

    /// <summary>Outgoing: refused for good; <see cref="ChatEntry.Failure"/> says why.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>Incoming: not decryptable, the sender was asked to send it again.</summary>
    [JsonStringEnumMemberName("waiting")]
    Waiting,
}
