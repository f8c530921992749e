namespace Tombolo.Signal.Tests.Retry;

/// <summary>A message that cannot be read is asked for again; only a complaint about the current session resets it (signal-wire 14).</summary>
public sealed class RetryTests
{
    private static readonly DateTimeOffset SentAt = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123);

    [Fact]
    public async Task LostSession_ComplaintAndResend_Recovers()
    {
        using Device alice = new("alice"), bob = new("bob");
        await ConverseAsync(alice, bob);
        using SessionRecord empty = new();
        await bob.Store.StoreSessionAsync(alice.Address, empty);
        CiphertextMessage unreadable = await alice.EncryptAsync(bob, "unreadable");
        Assert.Equal(DecryptFailure.NoSession, await bob.TryDecryptAsync(alice, unreadable));
        CiphertextMessage complaint = PlaintextContent.Create(
            DecryptionErrorMessage.CreateFor(unreadable.Type, unreadable.Serialized, SentAt, alice.Address.DeviceId)!);

        Assert.True(PlaintextContent.TryParse(complaint.Serialized.Span, out DecryptionErrorMessage? received));
        Assert.Equal(SentAt, received.Timestamp);
        Assert.True(await alice.BuilderFor(bob).HandleDecryptionErrorAsync(received));

        Assert.Equal(EncryptFailure.NoSession, (await alice.CipherFor(bob).EncryptAsync(default)).Failure);
        await alice.StartSessionAsync(bob);
        Assert.Equal("again", await bob.DecryptAsync(alice, await alice.EncryptAsync(bob, "again")));
        Assert.False(await alice.BuilderFor(bob).HandleDecryptionErrorAsync(received), "the complaint is about the old session");
    }

    [Fact]
    public async Task Complaint_AboutAnotherDeviceOrAGroup_ResetsNothing()
    {
        using Device alice = new("alice"), bob = new("bob");
        await ConverseAsync(alice, bob);
        CiphertextMessage message = await alice.EncryptAsync(bob, "x");
        DecryptionErrorMessage otherDevice = DecryptionErrorMessage.CreateFor(message.Type, message.Serialized, SentAt, 77)!;
        DecryptionErrorMessage group = DecryptionErrorMessage.CreateFor(CiphertextMessageType.SenderKey, default, SentAt, 1)!;

        Assert.False(await alice.BuilderFor(bob).HandleDecryptionErrorAsync(otherDevice));
        Assert.False(await alice.BuilderFor(bob).HandleDecryptionErrorAsync(group));

        Assert.Null(group.RatchetKey);
        Assert.Equal("x", await bob.DecryptAsync(alice, message));
    }

    [Fact]
    public async Task CreateFor_PreKeyMessage_NamesTheRatchetKeyInside()
    {
        using Device alice = new("alice"), bob = new("bob");
        await alice.StartSessionAsync(bob);
        CiphertextMessage message = await alice.EncryptAsync(bob, "x");

        DecryptionErrorMessage error = DecryptionErrorMessage.CreateFor(message.Type, message.Serialized, SentAt, 1)!;

        using SessionRecord record = await alice.RecordAsync(bob);
        Assert.True(record.CurrentRatchetKeyMatches(error.RatchetKey!));
        Assert.Null(DecryptionErrorMessage.CreateFor(CiphertextMessageType.Signal, new byte[20], SentAt, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => DecryptionErrorMessage.CreateFor(CiphertextMessageType.Plaintext, default, SentAt, 1));
    }

    [Fact]
    public async Task ArchiveSession_ThenNewOne_OldMessagesStillDecrypt()
    {
        using Device alice = new("alice"), bob = new("bob");
        await ConverseAsync(alice, bob);
        CiphertextMessage late = await bob.EncryptAsync(alice, "late");

        await alice.BuilderFor(bob).ArchiveSessionAsync();
        await alice.StartSessionAsync(bob);

        Assert.Equal("late", await alice.DecryptAsync(bob, late));
    }

    [Theory]
    [InlineData("c042041001180180", true)]
    [InlineData("c042041001180180000000", true)]
    [InlineData("c04204100118010080", false)]
    [InlineData("c1420410011801" + "80", false)]
    [InlineData("c0420410011801", false)]
    [InlineData("c0420218018000", false)]
    [InlineData("c0", false)]
    [InlineData("", false)]
    public void TryParse_Bytes_AcceptsOnlyAComplaint(string hex, bool expected) =>
        Assert.Equal(expected, PlaintextContent.TryParse(Hex.Bytes(hex), out _));

    private static async Task ConverseAsync(Device alice, Device bob)
    {
        await alice.StartSessionAsync(bob);
        await bob.DecryptAsync(alice, await alice.EncryptAsync(bob, "a"));
        await alice.DecryptAsync(bob, await bob.EncryptAsync(alice, "b"));
    }
}
