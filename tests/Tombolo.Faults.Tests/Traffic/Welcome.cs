namespace Tombolo.Faults.Tests.Traffic;

/// <summary>What a login brought.</summary>
/// <param name="IsResumed">The session before goes on (XEP-0198 section 5); otherwise there is a new one.</param>
/// <param name="Handled">How many stanzas of the session before the host had handled, when it says so; also of one that is over.</param>
internal sealed record Welcome(bool IsResumed, uint? Handled);
