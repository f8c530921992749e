using Tombolo.Client.Conversations;
using Tombolo.Client.Outbox;

namespace Tombolo.Client.Device;

/// <summary>The part of the store that is kept in memory. Changed only by <see cref="DeviceCore.ApplyAsync"/>.</summary>
internal sealed class DeviceState
{
    public required DeviceRecord Device { get; set; }

    public Dictionary<string, ChatRecord> Chats { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<long, OutboxRecord> Outbox { get; } = [];

    /// <summary>Entries of open requests, by peer: at most five each.</summary>
    public Dictionary<string, List<ChatEntry>> RequestEntries { get; } = new(StringComparer.Ordinal);

    public long NextOutboxNumber { get; set; } = 1;
}
