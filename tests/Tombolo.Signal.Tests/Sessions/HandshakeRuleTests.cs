namespace Tombolo.Signal.Tests.Sessions;

/// <summary>What is refused at the start of a session, and that nothing is stored then (signal-wire 4, 5.4, 9.1 and 9.3).</summary>
public sealed class HandshakeRuleTests
{
    private const string AliceAci = "9d0652a3-dcc3-4d11-975f-74d61598733f", BobAci = "796abedb-ca4e-4f18-8803-1fde5b921f9f";

    [Fact]
    public async Task Bundle_SignatureOfEitherKeyForged_CreatesNothing()
    {
        using Device alice = new("alice"), bob = new("bob");
        PreKeyBundle bundle = await bob.PublishAsync();
        byte[] forged = bundle.SignedPreKeySignature.ToArray();
        forged[5] ^= 1;

        Assert.Equal(SessionStart.InvalidSignature, await alice.BuilderFor(bob).ProcessBundleAsync(bundle with { SignedPreKeySignature = forged }));
        Assert.Equal(
            SessionStart.InvalidSignature,
            await alice.BuilderFor(bob).ProcessBundleAsync(bundle with { KyberPreKey = bundle.KyberPreKey! with { Signature = forged } }));
        Assert.Null(await alice.Store.LoadSessionAsync(bob.Address));
        Assert.Null(await alice.Store.GetIdentityAsync(bob.Address));
    }

    [Fact]
    public async Task Bundle_WithoutKyberKey_IsRefusedInVersion4()
    {
        using Device alice = new("alice"), bob = new("bob", mode: SessionMode.V3);

        Assert.Equal(SessionStart.MissingKyberPreKey, await alice.BuilderFor(bob).ProcessBundleAsync(await bob.PublishAsync()));
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")] // order 2 on the Edwards side
    [InlineData("0100000000000000000000000000000000000000000000000000000000000000")] // order 4
    [InlineData("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800")] // order 8
    public async Task Bundle_SignedPreKeyOfSmallOrder_IsRefused(string smallOrder)
    {
        using Device alice = new("alice"), bob = new("bob");
        PreKeyBundle bundle = await bob.PublishAsync();
        PublicKey key = new(Hex.Bytes(smallOrder));
        byte[] signature = (await bob.Store.GetIdentityKeyPairAsync()).Sign(key.Serialize());

        SessionStart start = await alice.BuilderFor(bob).ProcessBundleAsync(bundle with { SignedPreKey = key, SignedPreKeySignature = signature });

        Assert.Equal(SessionStart.InvalidKey, start);
        Assert.Null(await alice.Store.LoadSessionAsync(bob.Address));
    }

    [Fact]
    public async Task Bundle_KyberKeyOutOfRange_IsRefused()
    {
        using Device alice = new("alice"), bob = new("bob");
        PreKeyBundle bundle = await bob.PublishAsync();
        byte[] kyber = bundle.KyberPreKey!.PublicKey.Serialize();
        kyber.AsSpan(1, 3).Fill(0xFF); // two coefficients of 4095, above the modulus 3329
        byte[] signature = (await bob.Store.GetIdentityKeyPairAsync()).Sign(kyber);

        SessionStart start = await alice.BuilderFor(bob).ProcessBundleAsync(
            bundle with { KyberPreKey = new SignedKyberPreKey(1, KyberPublicKey.Deserialize(kyber), signature) });

        Assert.Equal(SessionStart.InvalidKey, start);
    }

    [Theory]
    [MemberData(nameof(Providers.All), MemberType = typeof(Providers))]
    public void BaseKey_NotCanonicalOrWithTorsion_IsRefused(TestedPrimitives provider)
    {
        IPrimitives primitives = Providers.Get(provider);

        Assert.True(Montgomery.IsCanonicalAndTorsionFree(primitives, GoldenKeys.Public(GoldenKeys.A).Raw));
        Assert.True(Montgomery.IsCanonicalAndTorsionFree(primitives, Hex.Bytes("0cc28342b014e171cefd09da3166b93c08e748fe8723f15961ec96400f13c028")));
        Assert.True(Montgomery.IsCanonicalAndTorsionFree(primitives, Hex.Bytes("0900000000000000000000000000000000000000000000000000000000000000")));
        foreach (string refused in new[]
        {
            "0000000000000000000000000000000000000000000000000000000000000000", // u = 0
            "0100000000000000000000000000000000000000000000000000000000000000", // u = 1, order 4
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", // u = -1: no Edwards point by the map
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", // p
            "f6ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f", // p + 9, the base point unreduced
            "0900000000000000000000000000000000000000000000000000000000000080", // top bit set
            "0200000000000000000000000000000000000000000000000000000000000000", // on the twist
            "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800", // order 8
            "51e51e71e2063b5cd5fc8c02ff9219b76d70c8d58f934794772cad257104c560", // a prime-order point plus one of order 8
            "11bba7fe4776b46246db86c16b4c23cab56db442b774b2d43dd064334330456f", // a prime-order point plus one of order 4
            "a15ba9f91ab2ee82326972c70f3812d7224506edeaf1e5fd38fdbbf56ce8170f", // a prime-order point plus one of order 2
        })
        {
            Assert.False(Montgomery.IsCanonicalAndTorsionFree(primitives, Hex.Bytes(refused)), refused);
        }
    }

    [Fact]
    public async Task PreKeyMessage_BaseKeyWithTopBit_IsInvalidAndStoresNothing()
    {
        using Device alice = new("alice"), bob = new("bob");
        await alice.StartSessionAsync(bob);
        byte[] bytes = (await alice.EncryptAsync(bob, "a")).Serialized.ToArray();
        int baseKey = bytes.AsSpan().IndexOf(new byte[] { 0x12, 33, 5 }) + 3;
        bytes[baseKey + 31] |= 0x80;

        Assert.Equal(DecryptFailure.InvalidMessage, await bob.TryDecryptAsync(alice, new(CiphertextMessageType.PreKey, bytes)));

        Assert.Null(await bob.Store.LoadSessionAsync(alice.Address));
        Assert.NotNull(await bob.Store.LoadPreKeyAsync(1));
        Assert.Null(await bob.Store.GetIdentityAsync(alice.Address));
    }

    [Fact]
    public async Task PreKeyMessage_InnerMessageForged_KeepsThePreKeys()
    {
        using Device alice = new("alice"), bob = new("bob");
        await alice.StartSessionAsync(bob);
        CiphertextMessage message = await alice.EncryptAsync(bob, "a");
        byte[] forged = message.Serialized.ToArray();
        int innerCiphertext = forged.AsSpan().IndexOf(new byte[] { 0x22, 16 }) + 4;
        forged[innerCiphertext] ^= 1;

        Assert.Equal(DecryptFailure.InvalidMessage, await bob.TryDecryptAsync(alice, new(CiphertextMessageType.PreKey, forged)));

        Assert.Equal("a", await bob.DecryptAsync(alice, message));
        Assert.Null(await bob.Store.LoadPreKeyAsync(1));
        Assert.Null(await bob.Store.LoadKyberPreKeyAsync(1));
    }

    [Fact]
    public async Task PreKeyMessage_Repeated_UsesTheSameSession()
    {
        using Device alice = new("alice"), bob = new("bob");
        await alice.StartSessionAsync(bob);
        CiphertextMessage first = await alice.EncryptAsync(bob, "1"), second = await alice.EncryptAsync(bob, "2");

        Assert.Equal("2", await bob.DecryptAsync(alice, second));
        Assert.Equal("1", await bob.DecryptAsync(alice, first));

        Assert.Equal(DecryptFailure.Duplicate, await bob.TryDecryptAsync(alice, first));
        using SessionRecord record = await bob.RecordAsync(alice);
        Assert.Equal(0, record.PreviousSessionCount);
    }

    [Fact]
    public async Task LastResortKey_SeveralPeers_WorksAndRefusesAReplay()
    {
        using Device alice = new("alice"), carol = new("carol"), bob = new("bob");
        PreKeyBundle bundle = await bob.PublishAsync(oneTime: false, lastResort: true);
        await alice.BuilderFor(bob).ProcessBundleAsync(bundle);
        await carol.BuilderFor(bob).ProcessBundleAsync(bundle);
        CiphertextMessage fromAlice = await alice.EncryptAsync(bob, "a"), fromCarol = await carol.EncryptAsync(bob, "c");

        Assert.Equal("a", await bob.DecryptAsync(alice, fromAlice));
        Assert.Equal("c", await bob.DecryptAsync(carol, fromCarol));

        // Bob has lost the session, for instance by restoring a backup; the attacker has kept the message.
        using SessionRecord empty = new();
        await bob.Store.StoreSessionAsync(alice.Address, empty);
        Assert.Equal(DecryptFailure.ReplayedPreKey, await bob.TryDecryptAsync(alice, fromAlice));
    }

    [Fact]
    public async Task OtherMode_InEitherDirection_IsNeverFallenBackTo()
    {
        using Device legacy = new("legacy", mode: SessionMode.V3), modern = new("modern"), unwary = new("unwary", mode: SessionMode.V4WithoutSpqr);
        PreKeyBundle modernBundle = await modern.PublishAsync();
        await legacy.BuilderFor(modern).ProcessBundleAsync(modernBundle);
        Assert.Equal(DecryptFailure.InvalidMessage, await modern.TryDecryptAsync(legacy, await legacy.EncryptAsync(modern, "x3dh")));

        await unwary.StartSessionAsync(modern);
        Assert.Equal(DecryptFailure.InvalidMessage, await modern.TryDecryptAsync(unwary, await unwary.EncryptAsync(modern, "no spqr")));

        PreKeyBundle legacyBundle = (await legacy.PublishAsync()) with { KyberPreKey = modernBundle.KyberPreKey };
        byte[] kyberKey = modernBundle.KyberPreKey!.PublicKey.Serialize();
        byte[] signature = (await legacy.Store.GetIdentityKeyPairAsync()).Sign(kyberKey);
        await modern.BuilderFor(legacy).ProcessBundleAsync(legacyBundle with { KyberPreKey = modernBundle.KyberPreKey with { Signature = signature } });
        Assert.Equal(DecryptFailure.InvalidMessage, await legacy.TryDecryptAsync(modern, await modern.EncryptAsync(legacy, "pqxdh")));
    }

    [Theory]
    [InlineData(SessionMode.V4SpqrNegotiable, SessionMode.V4WithoutSpqr)]
    [InlineData(SessionMode.V4WithoutSpqr, SessionMode.V4SpqrNegotiable)]
    [InlineData(SessionMode.V4SpqrNegotiable, SessionMode.V4SpqrRequired)]
    [InlineData(SessionMode.V4SpqrRequired, SessionMode.V4SpqrNegotiable)]
    public async Task Spqr_Negotiated_SessionsWork(SessionMode initiator, SessionMode recipient)
    {
        using Device alice = new("alice", mode: initiator), bob = new("bob", mode: recipient);
        await alice.StartSessionAsync(bob);

        for (int i = 0; i < 20; i++)
        {
            Assert.Equal($"a{i}", await bob.DecryptAsync(alice, await alice.EncryptAsync(bob, $"a{i}")));
            Assert.Equal($"b{i}", await alice.DecryptAsync(bob, await bob.EncryptAsync(alice, $"b{i}")));
        }
    }

    [Theory]
    [InlineData(AliceAci, BobAci, true)]
    [InlineData("PNI:" + AliceAci, BobAci, true)]
    [InlineData("alice@example.org", "bob@example.org", false)]
    public async Task Addresses_ServiceIds_AreBoundToTheFirstMessages(string aliceName, string bobName, bool bound)
    {
        using Device alice = new(aliceName), bob = new(bobName), wrong = new("00000000-0000-4000-8000-000000000000");
        await alice.StartSessionAsync(bob);
        CiphertextMessage message = await alice.EncryptAsync(bob, "a");

        DecryptFailure? misdelivered = await bob.TryDecryptAsync(wrong, message);

        Assert.Equal(bound ? DecryptFailure.InvalidMessage : null, misdelivered);
        if (bound)
        {
            Assert.Equal("a", await bob.DecryptAsync(alice, message));
        }
    }

    [Theory]
    [InlineData(0x24, DecryptFailure.LegacyVersion)]
    [InlineData(0x54, DecryptFailure.FutureVersion)]
    public async Task Version_TooOldOrTooNew_IsNamed(int versionByte, DecryptFailure expected)
    {
        using Device alice = new("alice"), bob = new("bob");
        await alice.StartSessionAsync(bob);
        byte[] bytes = (await alice.EncryptAsync(bob, "a")).Serialized.ToArray();
        bytes[0] = (byte)versionByte;

        Assert.Equal(expected, await bob.TryDecryptAsync(alice, new(CiphertextMessageType.PreKey, bytes)));
        Assert.Equal(expected, await bob.TryDecryptAsync(alice, new(CiphertextMessageType.Signal, bytes)));
    }

    [Theory]
    [InlineData(CiphertextMessageType.SenderKey)]
    [InlineData(CiphertextMessageType.Plaintext)]
    [InlineData((CiphertextMessageType)99)]
    public async Task Type_NotOfSessions_IsNamed(CiphertextMessageType type)
    {
        using Device alice = new("alice"), bob = new("bob");

        Assert.Equal(DecryptFailure.UnsupportedType, await bob.TryDecryptAsync(alice, new(type, new byte[100])));
    }
}
