using System.Text.Json.Serialization;

namespace Tombolo.Client;

/// <summary>Who wrote a message.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EntryDirection>))]
public enum EntryDirection
{
    /// <summary>Nobody: it is a notice.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>The other side.</summary>
    [JsonStringEnumMemberName("incoming")]
    Incoming,

    /// <summary>This account, on this or another of its devices.</summary>
    [JsonStringEnumMemberName("outgoing")]
    Outgoing,
}
