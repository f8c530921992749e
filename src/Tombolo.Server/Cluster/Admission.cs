using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Cluster;

/// <summary>The decision about one message. Nothing has been done about it yet.</summary>
/// <param name="Kind">What is to be done.</param>
/// <param name="Result">What the sender is told when that is done.</param>
/// <param name="Devices">Who gets it; nothing when it is dropped.</param>
/// <param name="Entries">Mailbox and content for each of the devices.</param>
internal readonly record struct Admission(AdmissionKind Kind, DeliveryResult Result, int[] Devices, (OpenMailbox Mailbox, byte[] Content)[] Entries)
{
    public static Admission Drop(ErrorCode? code, byte[]? extra = null) => new(AdmissionKind.Drop, new DeliveryResult(code, extra), [], []);
}
