namespace Tombolo.Server.Cluster;

/// <summary>What a session is told when it makes itself known: how it stands, or why it is over.</summary>
[GenerateSerializer, Immutable, Alias("tombolo.attach-reply")]
internal sealed record AttachReply([property: Id(0)] Attachment? Attachment, [property: Id(1)] SessionEnd End)
{
    /// <summary>No such device, or no app password.</summary>
    public static AttachReply Unknown { get; } = new(null, SessionEnd.DeviceRemoved);

    public static AttachReply Replaced { get; } = new(null, SessionEnd.Replaced);
}
