namespace Tombolo.Server.Consent;

/// <summary>The four things that can happen to a message.</summary>
internal enum Verdict
{
    Deliver,
    DeliverAsRequest,

    /// <summary>Acknowledged as if delivered, and dropped: decline and block must look like "sent".</summary>
    DiscardSilently,
    Refuse,
}
