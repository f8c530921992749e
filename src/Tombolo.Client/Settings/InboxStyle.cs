using System.Text.Json.Serialization;

namespace Tombolo.Client;

/// <summary>Where third-party chats stand.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InboxStyle>))]
public enum InboxStyle
{
    /// <summary>In a list of their own.</summary>
    [JsonStringEnumMemberName("separate")]
    Separate,

    /// <summary>Among the own chats, with a badge.</summary>
    [JsonStringEnumMemberName("combined")]
    Combined,
}
