using System.Text.Json.Serialization;

namespace Tombolo.Client;

/// <summary>What a notice in a thread tells.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NoticeKind>))]
public enum NoticeKind
{
    /// <summary>The peer's identity key changed: another device, or someone in between.</summary>
    [JsonStringEnumMemberName("key_changed")]
    KeyChanged,

    /// <summary>The peer shows another identifier than before.</summary>
    [JsonStringEnumMemberName("identifier_changed")]
    IdentifierChanged,

    /// <summary>The chat became read-only.</summary>
    [JsonStringEnumMemberName("read_only")]
    ReadOnly,

    /// <summary>The chat can be written in again.</summary>
    [JsonStringEnumMemberName("writable")]
    Writable,
}
