namespace Tombolo.Signal.Bench;

/// <summary>What <c>bench.mjs</c> does, on our library with the in-memory store: every call loads and stores whole records.</summary>
internal static class OurJobs
{
    private static readonly ReadOnlyMemory<byte> Text = new byte[100];
    private static readonly Guid Distribution = new("d1d1d1d1-7000-11eb-b32a-33b8a8a487a6");

    internal static async Task<Func<ValueTask>> SetUpAsync()
    {
        Device bob = await Device.CreateAsync("796abedb-ca4e-4f18-8803-1fde5b921f9f");
        Device alice = await Device.CreateAsync("9d0652a3-dcc3-4d11-975f-74d61598733f");
        PreKeyBundle bundle = await bob.PublishAsync();
        return async () =>
        {
            await alice.ForgetAsync(bob);
            await bob.ForgetAsync(alice);
            await bob.RestorePreKeyAsync();
            await alice.StartAsync(bob, bundle);
            await bob.DecryptAsync(alice, await alice.EncryptAsync(bob, Text));
        };
    }

    internal static async Task<Func<ValueTask>> OneWayAsync()
    {
        (Device alice, Device bob) = await EstablishedAsync();
        SessionCipher toBob = alice.Cipher(bob), fromAlice = bob.Cipher(alice);
        return async () => _ = (await fromAlice.DecryptAsync((await toBob.EncryptAsync(Text)).Message)).Plaintext;
    }

    internal static async Task<Func<ValueTask>> PingPongAsync()
    {
        (Device alice, Device bob) = await EstablishedAsync();
        (SessionCipher sender, SessionCipher receiver) = (alice.Cipher(bob), bob.Cipher(alice));
        return async () =>
        {
            _ = (await receiver.DecryptAsync((await sender.EncryptAsync(Text)).Message)).Plaintext;
            (sender, receiver) = (receiver, sender);
        };
    }

    internal static async Task<Func<ValueTask>> GroupAsync()
    {
        Device alice = await Device.CreateAsync("9d0652a3-dcc3-4d11-975f-74d61598733f");
        Device bob = await Device.CreateAsync("796abedb-ca4e-4f18-8803-1fde5b921f9f");
        GroupCipher sender = new(alice.Store, alice.Address), reader = new(bob.Store, bob.Address);
        await reader.ProcessDistributionMessageAsync(alice.Address, await sender.CreateDistributionMessageAsync(Distribution));
        return async () =>
        {
            EncryptResult sent = await sender.EncryptAsync(Distribution, Text);
            _ = (await reader.DecryptAsync(alice.Address, sent.Message.Serialized)).Plaintext;
        };
    }

    internal static Task<Func<ValueTask>> SafetyNumberAsync()
    {
        IdentityKey alice = IdentityKeyPair.Generate().PublicKey, bob = IdentityKeyPair.Generate().PublicKey;
        byte[] aliceId = new byte[16], bobId = new byte[16];
        aliceId.AsSpan().Fill(1);
        bobId.AsSpan().Fill(2);
        return Task.FromResult<Func<ValueTask>>(() =>
        {
            Fingerprint fingerprint = Fingerprint.Create(2, aliceId, alice, bobId, bob);
            _ = fingerprint.Displayable;
            _ = fingerprint.Scannable.Serialize();
            return ValueTask.CompletedTask;
        });
    }

    /// <summary>Two devices of which each has decrypted one message of the other.</summary>
    internal static async Task<(Device Alice, Device Bob)> EstablishedAsync()
    {
        Device bob = await Device.CreateAsync("796abedb-ca4e-4f18-8803-1fde5b921f9f");
        Device alice = await Device.CreateAsync("9d0652a3-dcc3-4d11-975f-74d61598733f");
        await alice.StartAsync(bob, await bob.PublishAsync());
        await bob.DecryptAsync(alice, await alice.EncryptAsync(bob, Text));
        await alice.DecryptAsync(bob, await bob.EncryptAsync(alice, Text));
        return (alice, bob);
    }
}
