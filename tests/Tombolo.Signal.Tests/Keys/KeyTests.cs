namespace Tombolo.Signal.Tests.Keys;

/// <summary>Keys are hard to misuse: forms are checked, secrets go when they are disposed, results are looked at before use.</summary>
public sealed class KeyTests
{
    [Fact]
    public void PrivateKey_Disposed_ThrowsAndItsMemoryIsZero()
    {
        PrivateKey key = PrivateKey.Generate();
        ReadOnlySpan<byte> memory = key.Raw;

        key.Dispose();

        Assert.Equal(-1, memory.IndexOfAnyExcept((byte)0));
        Assert.Throws<ObjectDisposedException>(() => key.Serialize());
        Assert.Throws<ObjectDisposedException>(() => key.Sign([]));
        Assert.Throws<ObjectDisposedException>(() => key.GetPublicKey());
    }

    [Fact]
    public void KyberKeyPair_Disposed_Throws()
    {
        KyberKeyPair pair = KyberKeyPair.Generate();
        pair.Dispose();

        Assert.Throws<ObjectDisposedException>(() => pair.SerializeSecretKey());
    }

    [Fact]
    public void PrivateKey_Loaded_IsClamped()
    {
        using PrivateKey key = PrivateKey.Deserialize(Hex.Repeat(0xFF));

        Assert.Equal([0xF8, .. Hex.Repeat(0xFF, 30), 0x7F], key.Serialize());
        Assert.Throws<ArgumentException>(() => PrivateKey.Deserialize(new byte[31]));
    }

    [Theory]
    [InlineData(33, 5, true)]
    [InlineData(40, 5, true)] // surplus is ignored (signal-wire 2.2)
    [InlineData(32, 5, false)]
    [InlineData(33, 6, false)]
    [InlineData(0, 5, false)]
    public void PublicKey_SerializedForm_IsChecked(int length, int type, bool expected)
    {
        byte[] serialized = Hex.Repeat(9, length);
        if (length > 0)
        {
            serialized[0] = (byte)type;
        }

        Assert.Equal(expected, PublicKey.TryDeserialize(serialized, out PublicKey? key));
        Assert.Equal(expected, key is not null);
    }

    [Theory]
    [InlineData(1569, 0x08, true)]
    [InlineData(1570, 0x08, false)]
    [InlineData(1568, 0x08, false)]
    [InlineData(1569, 0x07, false)]
    [InlineData(1569, 0x0A, false)]
    public void KyberPublicKey_SerializedForm_IsChecked(int length, int type, bool expected)
    {
        byte[] serialized = new byte[length];
        serialized[0] = (byte)type;

        Assert.Equal(expected, KyberPublicKey.TryDeserialize(serialized, out _));
    }

    [Fact]
    public void IdentityKeyPair_SerializedForm_RoundTripsAndIsTheFieldsOwn()
    {
        using IdentityKeyPair pair = IdentityKeyPair.Generate();

        byte[] serialized = pair.Serialize();
        using IdentityKeyPair read = IdentityKeyPair.Deserialize(serialized);

        Assert.Equal(pair.PublicKey, read.PublicKey);
        Assert.Equal(pair.PrivateKey.Serialize(), read.PrivateKey.Serialize());
        Assert.Equal([0x0A, 33, 5], serialized[..3]);
        Assert.Throws<ArgumentException>(() => IdentityKeyPair.Deserialize(serialized.AsSpan(0, 60)));
    }

    [Fact]
    public void AlternateIdentity_Signature_HoldsForThatIdentityOnly()
    {
        using IdentityKeyPair identity = IdentityKeyPair.Generate(), alternate = IdentityKeyPair.Generate();

        byte[] signature = identity.SignAlternateIdentity(alternate.PublicKey);

        Assert.True(AlternateIdentity.Verify(identity.PublicKey, alternate.PublicKey, signature));
        Assert.False(AlternateIdentity.Verify(alternate.PublicKey, identity.PublicKey, signature));
        Assert.False(identity.PublicKey.VerifySignature(alternate.PublicKey.Serialize(), signature));
    }

    [Fact]
    public void Signature_WrongLength_IsFalseAndDoesNotThrow()
    {
        using IdentityKeyPair identity = IdentityKeyPair.Generate();
        byte[] signature = identity.Sign("x"u8);

        Assert.True(identity.PublicKey.VerifySignature("x"u8, signature));
        Assert.False(identity.PublicKey.VerifySignature("x"u8, signature.AsSpan(0, 63)));
        Assert.False(identity.PublicKey.VerifySignature("x"u8, [.. signature, 0]));
        Assert.False(identity.PublicKey.VerifySignature("x"u8, []));
    }

    [Fact]
    public async Task Result_UsedWithoutALook_Throws()
    {
        using Device alice = new("alice"), bob = new("bob");

        EncryptResult encrypted = await alice.CipherFor(bob).EncryptAsync(default);
        DecryptResult decrypted = await alice.CipherFor(bob).DecryptAsync(CiphertextMessageType.Signal, default);

        Assert.Throws<InvalidOperationException>(() => encrypted.Message);
        Assert.Throws<InvalidOperationException>(() => decrypted.Plaintext);
    }

    [Fact]
    public void PreKeys_Many_HaveConsecutiveIdsThatWrap() =>
        Assert.Equal([uint.MaxValue, 0u, 1u], PreKeyRecord.GenerateMany(uint.MaxValue, 3).Select(record => record.Id));

    [Theory]
    [InlineData("9d0652a3-dcc3-4d11-975f-74d61598733f", "009d0652a3dcc34d11975f74d61598733f")]
    [InlineData("PNI:9D0652A3-dcc3-4d11-975f-74d61598733f", "019d0652a3dcc34d11975f74d61598733f")]
    [InlineData("{9d0652a3-dcc3-4d11-975f-74d61598733f}", null)]
    [InlineData("9d0652a3dcc34d11975f74d61598733f", null)]
    [InlineData("pni:9d0652a3-dcc3-4d11-975f-74d61598733f", null)]
    [InlineData(" 9d0652a3-dcc3-4d11-975f-74d61598733f", null)]
    [InlineData("alice@example.org", null)]
    public void ServiceId_Names_AreReadStrictly(string name, string? expected)
    {
        byte[] written = new byte[ServiceId.FixedWidthSize];

        Assert.Equal(expected is not null, ServiceId.TryParse(name, out ServiceId id));

        id.WriteFixedWidth(written);
        Assert.Equal(expected ?? new string('0', 34), Hex.Of(written));
    }
}
