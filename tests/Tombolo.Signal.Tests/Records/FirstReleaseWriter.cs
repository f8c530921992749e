namespace Tombolo.Signal.Tests.Records;

/// <summary>
/// Wrote the files of <see cref="FirstReleaseTests"/>. Explicit, and it refuses to overwrite: a later release gets a folder
/// of its own.
/// </summary>
public sealed class FirstReleaseWriter
{
    [Theory(Explicit = true)]
    [InlineData("v4", SessionMode.V4SpqrRequired)]
    [InlineData("v3", SessionMode.V3)]
    public async Task Write(string folder, SessionMode mode)
    {
        string target = Path.Combine(AppContext.BaseDirectory, "Records", "0.1", folder);
        Assert.False(Directory.Exists(target), $"{target} is there already");
        Directory.CreateDirectory(target);
        void Save(string name, ReadOnlyMemory<byte> bytes) => File.WriteAllBytes(Path.Combine(target, name + ".bin"), bytes.ToArray());

        using Device alice = new("alice", mode: mode), bob = new("bob", mode: mode), carol = new("carol", mode: mode);
        await ConverseAsync(alice, bob, rounds: 30);
        Save("previous", (await alice.EncryptAsync(bob, "previous session")).Serialized);
        await ConverseAsync(alice, bob, rounds: 60);
        Save("skipped", (await alice.EncryptAsync(bob, "skipped")).Serialized);
        await bob.DecryptAsync(alice, await alice.EncryptAsync(bob, "after it"));
        Save("next", (await alice.EncryptAsync(bob, "next")).Serialized);

        await alice.StartSessionAsync(carol);
        Save("first", (await alice.EncryptAsync(carol, "first")).Serialized);
        Save("carol-pre-key", (await carol.Store.LoadPreKeyAsync(1))!.Serialize());
        Save("carol-signed-pre-key", (await carol.Store.LoadSignedPreKeyAsync(1))!.Serialize());
        if (mode != SessionMode.V3)
        {
            Save("carol-kyber-pre-key", (await carol.Store.LoadKyberPreKeyAsync(1))!.Serialize());
        }

        GroupCipher sender = new(alice.Store, alice.Address), reader = new(bob.Store, bob.Address);
        await reader.ProcessDistributionMessageAsync(alice.Address, await sender.CreateDistributionMessageAsync(StoredDevice.Group));
        Save("group-skipped", (await sender.EncryptAsync(StoredDevice.Group, "skipped in group"u8.ToArray())).Message.Serialized);
        await reader.DecryptAsync(alice.Address, (await sender.EncryptAsync(StoredDevice.Group, "after it"u8.ToArray())).Message.Serialized);
        Save("alice-sender-key", (await alice.Store.LoadSenderKeyAsync(alice.Address, StoredDevice.Group))!.Serialize());
        Save("bob-sender-key", (await bob.Store.LoadSenderKeyAsync(alice.Address, StoredDevice.Group))!.Serialize());

        foreach (Device device in (Device[])[alice, bob, carol])
        {
            Save($"{device.Address.Name}-identity", (await device.Store.GetIdentityKeyPairAsync()).Serialize());
        }

        Save("alice-session-bob", (await alice.RecordAsync(bob)).Serialize());
        Save("bob-session-alice", (await bob.RecordAsync(alice)).Serialize());
        Save("alice-session-carol", (await alice.RecordAsync(carol)).Serialize());
    }

    private static async Task ConverseAsync(Device alice, Device bob, int rounds)
    {
        await alice.StartSessionAsync(bob);
        for (int i = 0; i < rounds; i++)
        {
            await bob.DecryptAsync(alice, await alice.EncryptAsync(bob, $"a{i}"));
            await alice.DecryptAsync(bob, await bob.EncryptAsync(alice, $"b{i}"));
        }
    }
}
