namespace Tombolo.Signal.Tests.Sessions;

/// <summary>A peer that has reinstalled: nothing goes on until the caller has decided (signal-wire 9).</summary>
public sealed class IdentityTrustTests
{
    [Fact]
    public async Task NewIdentity_InBundle_IsRefusedUntilTrusted()
    {
        using Device alice = new("alice"), bob = new("bob"), bobAgain = new("bob");
        await alice.StartSessionAsync(bob);
        PreKeyBundle bundle = await bobAgain.PublishAsync();

        Assert.Equal(SessionStart.UntrustedIdentity, await alice.BuilderFor(bob).ProcessBundleAsync(bundle));

        alice.Store.TrustIdentity(bob.Address, bundle.IdentityKey);
        Assert.Equal(SessionStart.Established, await alice.BuilderFor(bob).ProcessBundleAsync(bundle));
        Assert.Equal("a", await bobAgain.DecryptAsync(alice, await alice.EncryptAsync(bobAgain, "a")));
    }

    [Fact]
    public async Task NewIdentity_InPreKeyMessage_IsReportedAndDecryptsOnceTrusted()
    {
        using Device alice = new("alice"), bob = new("bob"), bobAgain = new("bob");
        await bob.StartSessionAsync(alice);
        await alice.DecryptAsync(bob, await bob.EncryptAsync(alice, "first"));
        await bobAgain.StartSessionAsync(alice);
        CiphertextMessage message = await bobAgain.EncryptAsync(alice, "again");

        DecryptResult refused = await alice.CipherFor(bob).DecryptAsync(message);
        Assert.Equal(DecryptFailure.UntrustedIdentity, refused.Failure);
        Assert.Equal((await bobAgain.Store.GetIdentityKeyPairAsync()).PublicKey, refused.RemoteIdentity);

        alice.Store.TrustIdentity(bob.Address, refused.RemoteIdentity!);
        Assert.Equal("again", await alice.DecryptAsync(bob, message));
    }

    [Fact]
    public async Task OldSession_AfterTrustMoved_NeitherEncryptsNorDecrypts()
    {
        using Device alice = new("alice"), bob = new("bob");
        using IdentityKeyPair other = IdentityKeyPair.Generate();
        await alice.StartSessionAsync(bob);
        await bob.DecryptAsync(alice, await alice.EncryptAsync(bob, "a"));
        CiphertextMessage message = await bob.EncryptAsync(alice, "b");
        alice.Store.TrustIdentity(bob.Address, other.PublicKey);
        byte[] before = (await alice.RecordAsync(bob)).Serialize();

        Assert.Equal(EncryptFailure.UntrustedIdentity, (await alice.CipherFor(bob).EncryptAsync(default)).Failure);
        Assert.Equal(DecryptFailure.UntrustedIdentity, await alice.TryDecryptAsync(bob, message));
        Assert.Equal(before, (await alice.RecordAsync(bob)).Serialize());
    }

    [Fact]
    public async Task ReplacedIdentity_StoreThatTrustsAll_IsReportedWithTheMessage()
    {
        using Device alice = new("alice"), bob = new("bob"), bobAgain = new("bob");
        await bob.StartSessionAsync(alice);
        DecryptResult first = await alice.CipherFor(bob).DecryptAsync(await bob.EncryptAsync(alice, "first"));
        await bobAgain.StartSessionAsync(alice);
        CiphertextMessage message = await bobAgain.EncryptAsync(alice, "again");
        SignalStoreTransaction trusting = new(new TrustingStore(alice.Store));

        DecryptResult second = await alice.CipherFor(bob, trusting).DecryptAsync(message);

        Assert.Equal(IdentityChange.None, first.IdentityChange);
        Assert.Equal(IdentityChange.Replaced, second.IdentityChange);
    }
}
