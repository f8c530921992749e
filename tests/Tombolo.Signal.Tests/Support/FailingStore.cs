namespace Tombolo.Signal.Tests;

/// <summary>Lets a number of writes through and then fails like a disk.</summary>
internal sealed class FailingStore(ISignalStore inner, int writesLeft) : ForwardingStore(inner)
{
    private int _writesLeft = writesLeft;

    public override ValueTask<IdentityChange> SaveIdentityAsync(ProtocolAddress address, IdentityKey identity, CancellationToken cancellationToken = default)
    {
        Count();
        return base.SaveIdentityAsync(address, identity, cancellationToken);
    }

    public override ValueTask StoreSessionAsync(ProtocolAddress address, SessionRecord record, CancellationToken cancellationToken = default)
    {
        Count();
        return base.StoreSessionAsync(address, record, cancellationToken);
    }

    public override ValueTask RemovePreKeyAsync(uint id, CancellationToken cancellationToken = default)
    {
        Count();
        return base.RemovePreKeyAsync(id, cancellationToken);
    }

    public override ValueTask<bool> MarkKyberPreKeyUsedAsync(
        uint kyberPreKeyId, uint signedPreKeyId, PublicKey baseKey, CancellationToken cancellationToken = default)
    {
        Count();
        return base.MarkKyberPreKeyUsedAsync(kyberPreKeyId, signedPreKeyId, baseKey, cancellationToken);
    }

    private void Count()
    {
        if (_writesLeft-- == 0)
        {
            throw new IOException("The disk is full.");
        }
    }
}
