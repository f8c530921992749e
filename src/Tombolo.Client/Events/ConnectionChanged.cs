namespace Tombolo.Client;

/// <summary>The device went on or off line, or the host no longer knows it.</summary>
/// <param name="Status">The status now.</param>
/// <param name="Reason">Why it is not online, when there is a reason to show.</param>
public sealed record ConnectionChanged(MessengerStatus Status, Refusal? Reason = null) : ClientEvent;
