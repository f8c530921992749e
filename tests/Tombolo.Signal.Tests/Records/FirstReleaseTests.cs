namespace Tombolo.Signal.Tests.Records;

/// <summary>
/// Records that version 0.1 stored must open for ever, and the conversations in them go on: the files under
/// <c>Records/0.1</c> were written once, by <see cref="FirstReleaseWriter"/>, and are never written again.
/// </summary>
public sealed class FirstReleaseTests
{
    [Theory]
    [InlineData("v4")]
    [InlineData("v3")]
    public async Task Sessions_OfTheFirstRelease_ReadTheirMailAndGoOn(string folder)
    {
        using StoredDevice alice = await StoredDevice.LoadAsync(folder, "alice"), bob = await StoredDevice.LoadAsync(folder, "bob");

        // A message that was skipped, one in the session before, the next one in line.
        Assert.Equal("skipped", await bob.DecryptAsync(alice, "skipped"));
        Assert.Equal("previous session", await bob.DecryptAsync(alice, "previous"));
        Assert.Equal("next", await bob.DecryptAsync(alice, "next"));
        Assert.Equal(DecryptFailure.Duplicate, await bob.TryDecryptAsync(alice, "skipped"));
        for (int i = 0; i < 100; i++)
        {
            await bob.SendAsync(alice);
            await alice.SendAsync(bob);
        }
    }

    [Theory]
    [InlineData("v4")]
    [InlineData("v3")]
    public async Task PreKeys_OfTheFirstRelease_StillStartASession(string folder)
    {
        using StoredDevice alice = await StoredDevice.LoadAsync(folder, "alice"), carol = await StoredDevice.LoadAsync(folder, "carol");

        Assert.Equal("first", await carol.DecryptAsync(alice, "first"));

        await carol.SendAsync(alice);
        await alice.SendAsync(carol);
    }

    [Fact]
    public async Task SenderKeys_OfTheFirstRelease_ReadTheirMailAndGoOn()
    {
        using StoredDevice alice = await StoredDevice.LoadAsync("v4", "alice"), bob = await StoredDevice.LoadAsync("v4", "bob");
        GroupCipher sender = new(alice.Store, alice.Address), reader = new(bob.Store, bob.Address);

        Assert.Equal("skipped in group"u8.ToArray(), (await reader.DecryptAsync(alice.Address, StoredDevice.Read("v4", "group-skipped"))).Plaintext);

        EncryptResult next = await sender.EncryptAsync(StoredDevice.Group, "next in group"u8.ToArray());
        Assert.Equal("next in group"u8.ToArray(), (await reader.DecryptAsync(alice.Address, next.Message.Serialized)).Plaintext);
    }

    [Fact]
    public void Record_OfALaterReleaseOrDamaged_IsRefusedByName()
    {
        byte[] stored = StoredDevice.Read("v4", "alice-session-bob");
        byte[] later = [.. stored];
        later[0] = 2;

        Assert.Throws<SignalRecordException>(() => SessionRecord.Deserialize(later));
        Assert.Throws<SignalRecordException>(() => SessionRecord.Deserialize(stored.AsMemory(0, stored.Length - 1)));
        Assert.Throws<SignalRecordException>(() => SessionRecord.Deserialize(Array.Empty<byte>()));
        Assert.Throws<SignalRecordException>(() => SenderKeyRecord.Deserialize(stored));
        Assert.Throws<SignalRecordException>(() => PreKeyRecord.Deserialize(stored));
        Assert.Throws<SignalRecordException>(() => SignedPreKeyRecord.Deserialize(stored));
        Assert.Throws<SignalRecordException>(() => KyberPreKeyRecord.Deserialize(stored));
    }
}
