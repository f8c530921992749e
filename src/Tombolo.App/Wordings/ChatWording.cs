namespace Tombolo.App.Wordings;

/// <summary>One conversation.</summary>
internal sealed record ChatWording
{
    public required string Messages { get; init; }
    public required string Composer { get; init; }
    public required string Send { get; init; }
    public required string Details { get; init; }
    public required string Encrypted { get; init; }
    public required string EncryptedShort { get; init; }
    public required string EncryptedLine { get; init; }
    public required string Queued { get; init; }
    public required string Sent { get; init; }
    public required string Delivered { get; init; }
    public required string Read { get; init; }
    public required string Failed { get; init; }
    public required string WaitingForKey { get; init; }
    public required string Unsupported { get; init; }
    public required string YouWrote { get; init; }
    public required string NewMessages { get; init; }
    public required string FirstTime { get; init; }
    public required string FirstTimeNative { get; init; }
    public required string ReadOnlyOff { get; init; }
    public required string ReadOnlyBlocked { get; init; }
    public required string ReadOnlyPeer { get; init; }
    public required string TurnOn { get; init; }
    public required string Unblock { get; init; }
    public required string NoticeKey { get; init; }
    public required string NoticeIdentifier { get; init; }
    public required string NoticeReadOnly { get; init; }
    public required string NoticeWritable { get; init; }
}
