namespace Tombolo.Signal.Tests.Stores;

/// <summary>A crash between decrypting and saving neither loses a message nor lets one be read twice.</summary>
public sealed class TransactionTests
{
    [Fact]
    public async Task Decrypt_CrashBeforeCommit_MessageDecryptsAgain()
    {
        using Device alice = new("alice"), bob = new("bob");
        await alice.StartSessionAsync(bob);
        CiphertextMessage first = await alice.EncryptAsync(bob, "first"), second = await alice.EncryptAsync(bob, "second");
        foreach (CiphertextMessage message in new[] { first, second })
        {
            SignalStoreTransaction lost = new(bob.Store);
            Assert.True((await bob.CipherFor(alice, lost).DecryptAsync(message)).Succeeded);
            Assert.False(lost.Changes.IsEmpty);

            SignalStoreTransaction kept = new(bob.Store);
            Assert.True((await bob.CipherFor(alice, kept).DecryptAsync(message)).Succeeded);
            Assert.True(await kept.CommitAsync());

            Assert.Equal(DecryptFailure.Duplicate, await bob.TryDecryptAsync(alice, message));
        }
    }

    [Fact]
    public async Task Transaction_OwnWrites_AreSeenInsideAndNotOutside()
    {
        using Device alice = new("alice"), bob = new("bob");
        PreKeyBundle bundle = await bob.PublishAsync();
        SignalStoreTransaction transaction = new(alice.Store);

        Assert.Equal(SessionStart.Established, await alice.BuilderFor(bob, transaction).ProcessBundleAsync(bundle));
        EncryptResult inside = await alice.CipherFor(bob, transaction).EncryptAsync("x"u8.ToArray());

        Assert.True(inside.Succeeded);
        Assert.Null(await alice.Store.LoadSessionAsync(bob.Address));
        Assert.True(await transaction.CommitAsync());
        Assert.NotNull(await alice.Store.LoadSessionAsync(bob.Address));
        Assert.Equal("x", await bob.DecryptAsync(alice, inside.Message));
    }

    [Fact]
    public async Task FirstMessage_Committed_TakesThePreKeysWithIt()
    {
        using Device alice = new("alice"), bob = new("bob");
        await alice.StartSessionAsync(bob);
        CiphertextMessage message = await alice.EncryptAsync(bob, "a");
        SignalStoreTransaction transaction = new(bob.Store);
        await bob.CipherFor(alice, transaction).DecryptAsync(message);
        Assert.NotNull(await bob.Store.LoadPreKeyAsync(1));

        await transaction.CommitAsync();

        Assert.Null(await bob.Store.LoadPreKeyAsync(1));
        Assert.Null(await bob.Store.LoadKyberPreKeyAsync(1));
        Assert.NotNull(await bob.Store.LoadSignedPreKeyAsync(1));
    }

    [Fact]
    public async Task Commit_LastResortKeyUsedMeanwhile_WritesNothing()
    {
        using Device alice = new("alice"), bob = new("bob");
        await alice.BuilderFor(bob).ProcessBundleAsync(await bob.PublishAsync(oneTime: false, lastResort: true));
        CiphertextMessage message = await alice.EncryptAsync(bob, "a");
        SignalStoreTransaction first = new(bob.Store), second = new(bob.Store);
        await bob.CipherFor(alice, first).DecryptAsync(message);
        await bob.CipherFor(alice, second).DecryptAsync(message);

        Assert.True(await first.CommitAsync());
        byte[] before = (await bob.RecordAsync(alice)).Serialize();
        Assert.False(await second.CommitAsync());

        Assert.Equal(before, (await bob.RecordAsync(alice)).Serialize());
    }

    [Fact]
    public async Task Write_ThatFailsAtAnyPoint_LeavesTheMessageReadable()
    {
        using Device alice = new("alice"), bob = new("bob");
        await alice.StartSessionAsync(bob);
        CiphertextMessage message = await alice.EncryptAsync(bob, "a");
        int failures = 0;
        for (int writes = 0; ; writes++)
        {
            // The crash hits the transaction's own gathering, as a full disk would hit a journal.
            SignalStoreTransaction transaction = new(bob.Store);
            FailingStore failing = new(transaction, writes);
            try
            {
                DecryptResult result = await bob.CipherFor(alice, failing).DecryptAsync(message);
                Assert.Equal("a"u8.ToArray(), result.Plaintext);
                Assert.True(await transaction.CommitAsync());
                break;
            }
            catch (IOException)
            {
                failures++;
                Assert.Null(await bob.Store.LoadSessionAsync(alice.Address));
            }
        }

        Assert.Equal(4, failures);
        Assert.Equal(DecryptFailure.Duplicate, await bob.TryDecryptAsync(alice, message));
    }

    [Fact]
    public async Task Commit_StoreWithoutTransactions_Throws()
    {
        using Device bob = new("bob");
        SignalStoreTransaction transaction = new(new TrustingStore(bob.Store));

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await transaction.CommitAsync());
    }
}
