namespace Tombolo.Server.Streams;

/// <summary>Whose mailbox a feed sends.</summary>
internal enum FeedKind
{
    /// <summary>A device of ours: entries carry their number, and go when the device confirms them.</summary>
    Device,

    /// <summary>An account's standard clients: plain messages, late ones stamped with a delay; they flow while the client is available and go when it
    /// acknowledged them (XEP-0198), or, without stream management, when they are written.</summary>
    Standard,
}
