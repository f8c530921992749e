namespace Tombolo.Client.Conversations;

/// <summary>An entry as stored.</summary>
internal sealed record EntryRecord
{
    public required ChatEntry Entry { get; init; }

    /// <summary>Number within the thread.</summary>
    public required long Number { get; init; }

    /// <summary>Waiting entries: the stanza that could not be decrypted.</summary>
    public string? StanzaId { get; init; }

    /// <summary>Waiting entries: the device that sent it.</summary>
    public int Device { get; init; }

    /// <summary>Waiting entries of a request: the complaint that goes out on acceptance.</summary>
    public byte[]? Complaint { get; init; }
}
