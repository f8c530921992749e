namespace Tombolo.Signal;

/// <summary>
/// One device of one account. The name is whatever the application addresses accounts by, compared ordinally; when both
/// names of a conversation are Signal service ids, messages that start a session are bound to them (signal-wire 8.3).
/// </summary>
/// <param name="Name">The account, for instance a bare JID or a service id.</param>
/// <param name="DeviceId">The device; Signal uses 1 to 127, OMEMO any 31-bit number.</param>
public readonly record struct ProtocolAddress(string Name, uint DeviceId)
{
    /// <summary>The form <c>name.device</c>, for people and as a storage key.</summary>
    public override string ToString() => $"{Name}.{DeviceId}";
}
