using System.Text.Json.Serialization;

namespace Tombolo.Client;

/// <summary>What a line of a thread is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EntryKind>))]
public enum EntryKind
{
    /// <summary>Something a person wrote.</summary>
    [JsonStringEnumMemberName("message")]
    Message,

    /// <summary>Something a person sent that this version cannot show; the text is a substitute, or empty.</summary>
    [JsonStringEnumMemberName("unsupported")]
    Unsupported,

    /// <summary>Something the app tells.</summary>
    [JsonStringEnumMemberName("notice")]
    Notice,
}
