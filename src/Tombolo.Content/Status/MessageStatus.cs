namespace Tombolo.Content.Status;

/// <summary>What became of a message at the reporter's (draft-mahy-mimi-message-status section 3). Numbers are on the wire.</summary>
public enum MessageStatus
{
    /// <summary>Marked as not read.</summary>
    Unread = 0,

    /// <summary>On a device, saved.</summary>
    Delivered = 1,

    /// <summary>Read by the person.</summary>
    Read = 2,

    /// <summary>It has disappeared.</summary>
    Expired = 3,

    /// <summary>It was deleted.</summary>
    Deleted = 4,

    /// <summary>It was hidden, such as archived.</summary>
    Hidden = 5,

    /// <summary>It could not be received.</summary>
    Error = 6,
}
