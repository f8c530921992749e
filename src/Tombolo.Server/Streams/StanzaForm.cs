namespace Tombolo.Server.Streams;

/// <summary>What is still missing at the end of a stanza that goes out.</summary>
internal enum StanzaForm
{
    /// <summary>Nothing.</summary>
    Whole,

    /// <summary>The <c>entry</c> of a device's mailbox and the end tag.</summary>
    DeviceEntry,

    /// <summary>The end tag.</summary>
    Message,

    /// <summary>A delay stamp (XEP-0203) and the end tag.</summary>
    LateMessage,
}
