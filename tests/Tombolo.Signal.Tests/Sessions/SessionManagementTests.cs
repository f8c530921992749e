using Microsoft.Extensions.Time.Testing;

namespace Tombolo.Signal.Tests.Sessions;

/// <summary>Records of several sessions: simultaneous initiation, stale messages, archive, age (signal-wire 9).</summary>
public sealed class SessionManagementTests
{
    [Fact]
    public async Task SimultaneousInitiation_BothFirstMessagesDecrypt_AndTheSessionsConverge()
    {
        using Device alice = new("alice"), bob = new("bob");
        await alice.StartSessionAsync(bob);
        await bob.StartSessionAsync(alice);
        CiphertextMessage fromAlice = await alice.EncryptAsync(bob, "from alice"), fromBob = await bob.EncryptAsync(alice, "from bob");

        Assert.Equal("from alice", await bob.DecryptAsync(alice, fromAlice));
        Assert.Equal("from bob", await alice.DecryptAsync(bob, fromBob));

        for (int i = 0; i < 5; i++)
        {
            Assert.Equal($"a{i}", await bob.DecryptAsync(alice, await alice.EncryptAsync(bob, $"a{i}")));
            Assert.Equal($"b{i}", await alice.DecryptAsync(bob, await bob.EncryptAsync(alice, $"b{i}")));
        }

        using SessionRecord ofAlice = await alice.RecordAsync(bob), ofBob = await bob.RecordAsync(alice);
        Assert.Equal(1, ofAlice.PreviousSessionCount);
        Assert.Equal(ofAlice.Current!.BaseKey, ofBob.Current!.BaseKey);
        Assert.False(ofAlice.IsUnacknowledged || ofBob.IsUnacknowledged);
    }

    [Fact]
    public async Task StaleMessage_OfAReplacedSession_DecryptsAndPromotesIt()
    {
        using Device alice = new("alice"), bob = new("bob");
        await alice.StartSessionAsync(bob);
        await bob.DecryptAsync(alice, await alice.EncryptAsync(bob, "hello"));
        await alice.DecryptAsync(bob, await bob.EncryptAsync(alice, "hello"));
        CiphertextMessage stale = await alice.EncryptAsync(bob, "stale");
        await alice.StartSessionAsync(bob);
        await bob.DecryptAsync(alice, await alice.EncryptAsync(bob, "new session"));

        Assert.Equal("stale", await bob.DecryptAsync(alice, stale));

        using SessionRecord record = await bob.RecordAsync(alice);
        Assert.Equal(1, record.PreviousSessionCount);
        Assert.Equal("still readable", await alice.DecryptAsync(bob, await bob.EncryptAsync(alice, "still readable")));
    }

    [Fact]
    public async Task Record_ManyNewSessions_KeepsFortyPreviousOnes()
    {
        using Device alice = new("alice", mode: SessionMode.V4WithoutSpqr), bob = new("bob", mode: SessionMode.V4WithoutSpqr);
        List<CiphertextMessage> messages = [];
        for (int i = 0; i < 43; i++)
        {
            await alice.StartSessionAsync(bob);
            messages.Add(await alice.EncryptAsync(bob, $"{i}"));
            await bob.DecryptAsync(alice, messages[^1]);
        }

        using SessionRecord record = await bob.RecordAsync(alice);

        Assert.Equal(SessionRecord.PreviousSessionLimit, record.PreviousSessionCount);
        Assert.Equal(DecryptFailure.Duplicate, await bob.TryDecryptAsync(alice, messages[2]));
        Assert.Equal(DecryptFailure.MissingPreKey, await bob.TryDecryptAsync(alice, messages[1]));
    }

    [Fact]
    public async Task PreviousSession_Damaged_IsSkippedAndTheRestWorks()
    {
        using Device alice = new("alice"), bob = new("bob");
        await alice.StartSessionAsync(bob);
        CiphertextMessage old = await alice.EncryptAsync(bob, "old");
        await bob.DecryptAsync(alice, old);
        await alice.StartSessionAsync(bob);
        await bob.DecryptAsync(alice, await alice.EncryptAsync(bob, "new"));
        byte[] bytes;
        using (SessionRecord record = await bob.RecordAsync(alice))
        {
            bytes = record.Serialize();
            bytes[^record.Previous[0].Length] = 0xEE; // the format byte of the previous session
        }

        using SessionRecord damaged = SessionRecord.Deserialize(bytes);
        await bob.Store.StoreSessionAsync(alice.Address, damaged);

        Assert.Equal("works", await bob.DecryptAsync(alice, await alice.EncryptAsync(bob, "works")));
        Assert.Equal(DecryptFailure.MissingPreKey, await bob.TryDecryptAsync(alice, old));
    }

    [Fact]
    public async Task Encrypt_UnacknowledgedForThirtyDays_SaysNoSession()
    {
        FakeTimeProvider time = new();
        using Device alice = new("alice", time: time), bob = new("bob");
        await alice.StartSessionAsync(bob);
        time.Advance(TimeSpan.FromDays(30));
        await alice.EncryptAsync(bob, "in time");

        time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(EncryptFailure.NoSession, (await alice.CipherFor(bob).EncryptAsync(default)).Failure);
    }

    [Fact]
    public async Task Encrypt_AcknowledgedSession_DoesNotAge()
    {
        FakeTimeProvider time = new();
        using Device alice = new("alice", time: time), bob = new("bob");
        await alice.StartSessionAsync(bob);
        await bob.DecryptAsync(alice, await alice.EncryptAsync(bob, "a"));
        await alice.DecryptAsync(bob, await bob.EncryptAsync(alice, "b"));

        time.Advance(TimeSpan.FromDays(3000));

        Assert.Equal("c", await bob.DecryptAsync(alice, await alice.EncryptAsync(bob, "c")));
    }

    [Fact]
    public async Task Session_None_IsNamed()
    {
        using Device alice = new("alice"), bob = new("bob"), carol = new("carol");
        await alice.StartSessionAsync(bob);
        await bob.DecryptAsync(alice, await alice.EncryptAsync(bob, "a"));
        CiphertextMessage message = await bob.EncryptAsync(alice, "b");

        Assert.Equal(EncryptFailure.NoSession, (await carol.CipherFor(bob).EncryptAsync(default)).Failure);
        Assert.Equal(DecryptFailure.NoSession, await carol.TryDecryptAsync(bob, message));
    }

    [Fact]
    public async Task Decrypt_MessageOfAnotherSession_IsInvalidAndLeavesTheRecordAsItWas()
    {
        using Device alice = new("alice"), bob = new("bob"), mallory = new("mallory");
        await alice.StartSessionAsync(bob);
        await bob.DecryptAsync(alice, await alice.EncryptAsync(bob, "a"));
        await alice.DecryptAsync(bob, await bob.EncryptAsync(alice, "b"));
        await mallory.StartSessionAsync(bob);
        await bob.DecryptAsync(mallory, await mallory.EncryptAsync(bob, "m"));
        await mallory.DecryptAsync(bob, await bob.EncryptAsync(mallory, "m"));
        CiphertextMessage foreign = await mallory.EncryptAsync(bob, "m");
        byte[] before = (await bob.RecordAsync(alice)).Serialize();

        Assert.Equal(DecryptFailure.InvalidMessage, await bob.TryDecryptAsync(alice, foreign));

        Assert.Equal(before, (await bob.RecordAsync(alice)).Serialize());
    }

    [Fact]
    public async Task Decrypt_MacOrAnythingUnderItChanged_IsInvalidAndTheMessageStillDecrypts()
    {
        using Device alice = new("alice"), bob = new("bob");
        await alice.StartSessionAsync(bob);
        await bob.DecryptAsync(alice, await alice.EncryptAsync(bob, "a"));
        await alice.DecryptAsync(bob, await bob.EncryptAsync(alice, "b"));
        CiphertextMessage message = await alice.EncryptAsync(bob, "genuine");
        byte[] before = (await bob.RecordAsync(alice)).Serialize();
        int length = message.Serialized.Length;

        // The low nibble of the version, the previous counter, the ciphertext, each byte of the MAC.
        foreach (int position in (int[])[0, 39, 50, .. Enumerable.Range(length - 8, 8)])
        {
            byte[] forged = message.Serialized.ToArray();
            forged[position] ^= 1;
            Assert.Equal(DecryptFailure.InvalidMessage, await bob.TryDecryptAsync(alice, new(CiphertextMessageType.Signal, forged)));
        }

        Assert.Equal(before, (await bob.RecordAsync(alice)).Serialize());
        Assert.Equal("genuine", await bob.DecryptAsync(alice, message));
    }
}
