namespace Tombolo.Interop.Discovery;

/// <summary>Whether phone numbers can be registered at this host.</summary>
/// <param name="Open">True when a way to send codes is configured.</param>
/// <param name="Reason">When closed: what the operator has to do, in English.</param>
public sealed record RegistrationAvailability(bool Open, string? Reason = null);
