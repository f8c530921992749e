namespace Tombolo.Signal.Tests.Readme;

/// <summary>The example of the package's README, between the marks word for word the same.</summary>
internal static class ReadmeExample
{
    public static async Task<string> RunAsync()
    {
        // README:
        ProtocolAddress aliceAddress = new("alice@example.org", 1), bobAddress = new("bob@example.org", 1);

        // Once per device: an identity, and a store for it. Yours will write to a database.
        using InMemorySignalStore aliceStore = new(IdentityKeyPair.Generate(), RegistrationId.Generate());
        using InMemorySignalStore bobStore = new(IdentityKeyPair.Generate(), RegistrationId.Generate());

        // Bob keeps the private halves of his pre-keys and publishes a bundle of the public ones.
        IdentityKeyPair bobIdentity = await bobStore.GetIdentityKeyPairAsync();
        using PreKeyRecord preKey = PreKeyRecord.Generate(id: 1);
        using SignedPreKeyRecord signedPreKey = SignedPreKeyRecord.Generate(id: 1, bobIdentity);
        using KyberPreKeyRecord kyberPreKey = KyberPreKeyRecord.Generate(id: 1, bobIdentity, KyberPreKeyUse.OneTime);
        await bobStore.StorePreKeyAsync(preKey);
        await bobStore.StoreSignedPreKeyAsync(signedPreKey);
        await bobStore.StoreKyberPreKeyAsync(kyberPreKey);
        PreKeyBundle bundle = PreKeyBundle.Create(
            await bobStore.GetLocalRegistrationIdAsync(), bobAddress.DeviceId, bobIdentity.PublicKey, signedPreKey, kyberPreKey, preKey);

        // Alice has fetched the bundle and starts a session with it.
        SessionBuilder builder = new(aliceStore, aliceAddress, bobAddress);
        if (await builder.ProcessBundleAsync(bundle) != SessionStart.Established)
        {
            throw new InvalidOperationException("Forged or damaged bundle, or an identity the user has to look at.");
        }

        SessionCipher aliceToBob = new(aliceStore, aliceAddress, bobAddress);
        CiphertextMessage message = (await aliceToBob.EncryptAsync("Hello Bob"u8.ToArray())).Message;

        // Bob decrypts inside a transaction, so that plaintext, session and used pre-keys are saved together or not at all.
        SignalStoreTransaction transaction = new(bobStore);
        DecryptResult result = await new SessionCipher(transaction, bobAddress, aliceAddress).DecryptAsync(message);
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"Drop it, ask again or ask the user: {result.Failure}.");
        }

        await transaction.CommitAsync();
        string text = System.Text.Encoding.UTF8.GetString(result.Plaintext);
        // :README
        return text;
    }
}
