namespace Tombolo.Peers.Tests.Signal;

/// <summary>The failures that both libraries tell apart.</summary>
internal enum Refusal
{
    None,
    Duplicate,
    UntrustedIdentity,
    Other,
}
