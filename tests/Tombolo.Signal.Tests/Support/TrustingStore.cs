namespace Tombolo.Signal.Tests;

/// <summary>Trusts every identity.</summary>
internal sealed class TrustingStore(ISignalStore inner) : ForwardingStore(inner)
{
    public override ValueTask<bool> IsTrustedIdentityAsync(
        ProtocolAddress address, IdentityKey identity, TrustDirection direction, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(true);
}
