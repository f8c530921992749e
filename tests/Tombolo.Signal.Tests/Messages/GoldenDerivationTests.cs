namespace Tombolo.Signal.Tests.Messages;

public sealed class GoldenDerivationTests
{
    [Fact]
    public void Handshake_V4_DerivesRootChainAndSpqrKey()
    {
        HandshakeSecrets secrets = new(new byte[HandshakeSecrets.MemorySize]);
        for (byte i = 1; i <= 5; i++)
        {
            secrets.Next().Fill(i);
        }

        byte[] derived = new byte[HandshakeSecrets.OutputSize];
        secrets.Derive(MessageVersion.V4, derived);

        Assert.Equal("f8db7484c285311aba34ed2fcee24c80ab75b9e27b99c44be4e2222c29af1ced", Hex.Of(derived.AsSpan(0, 32)));
        Assert.Equal("33b73335338c0dcfc2b22dba3b295cf7a4188c8d9e964fd9643eca3fee9e862f", Hex.Of(derived.AsSpan(32, 32)));
        Assert.Equal("849222556b99fd51fe9ed71842124cddef3e15e531a1f67c8b542a569dd2308f", Hex.Of(derived.AsSpan(64, 32)));
    }

    [Fact]
    public void Handshake_V3_DerivesRootAndChain()
    {
        HandshakeSecrets secrets = new(new byte[HandshakeSecrets.MemorySize]);
        for (byte i = 1; i <= 4; i++)
        {
            secrets.Next().Fill(i);
        }

        byte[] derived = new byte[HandshakeSecrets.OutputSize];
        secrets.Derive(MessageVersion.V3, derived);

        Assert.Equal("0e18056f1b0947b2bb3593b56baa38317bd4fef7cab2ef1e52850769c915650a", Hex.Of(derived.AsSpan(0, 32)));
        Assert.Equal("63e6d044e3e411fc8ff106f0ab779a743e69ba697b947cf3415298809b05afc1", Hex.Of(derived.AsSpan(32, 32)));
        Assert.Equal(new byte[32], derived[64..]);
    }

    [Fact]
    public void RootStep_GoldenAgreement_DerivesRootAndChain()
    {
        byte[] root = Hex.Repeat(0x44), chain = new byte[32];

        Assert.True(RootKey.TryStep(root, GoldenKeys.A, GoldenKeys.Public(GoldenKeys.B).Raw, chain));

        Assert.Equal("ce95872025bccf65d2c202dc9fa58bbea382d98f895bcad1b119a962d0661f8f", Hex.Of(root));
        Assert.Equal("72ecfd1afaa8062872fc67dd0c86daeb85f0cf16c13e9eb013e49973b9612427", Hex.Of(chain));
    }

    [Fact]
    public void ChainKey_Step_GivesSeedAndNextKey()
    {
        byte[] chain = Hex.Repeat(0x55), seed = new byte[32];

        ChainKey.WriteSeed(chain, seed);
        ChainKey.Advance(chain);

        Assert.Equal("c5fb755598b51901b3317dfe1df5fb0001ec81af553550fe0253b8623ca154e8", Hex.Of(seed));
        Assert.Equal("1aa496da62802813eb32b9f1d2a9d0d13632db19a1ce300dc7161fa0a738c69c", Hex.Of(chain));
    }

    [Fact]
    public void MessageKeys_WithoutSalt_EncryptHello()
    {
        MessageKeys keys = Golden.Keys([]);
        byte[] ciphertext = new byte[16];

        keys.Encrypt("hello"u8, ciphertext);

        Assert.Equal("35637a3c5d5832e275fd59e01ec64accd92586b80c275ce27da4d2c85fd71063", Hex.Of(keys.CipherKey));
        Assert.Equal("bd359c1ac1d77e9deb7506edb95412f0de9a6fb1f940d0e463e26bdda0a1da74", Hex.Of(keys.MacKey));
        Assert.Equal("7522c22d03f4b4b0090b89149111984c", Hex.Of(keys.Iv));
        Assert.Equal("05c8ad5eb5bd02c0a101e3416ee54f09", Hex.Of(ciphertext));
        Assert.Equal("hello"u8.ToArray(), keys.Decrypt(ciphertext));
    }

    [Fact]
    public void MessageKeys_WithSpqrSalt_Match()
    {
        MessageKeys keys = Golden.Keys(Hex.Repeat(0x66));

        Assert.Equal("943fcd74e5369b46d60c85de1db1171c8e66c7699431002750490f73cf5f6bcc", Hex.Of(keys.CipherKey));
        Assert.Equal("10d0d00688810aeb76982f7072267b2fe9f39307c651975d0144508289a26eb9", Hex.Of(keys.MacKey));
        Assert.Equal("536e6d377db3f34d23a8cbfabcf778e2", Hex.Of(keys.Iv));
    }

    [Fact]
    public void SenderKey_GoldenChain_GivesIvAndKey()
    {
        byte[] seed = new byte[32], keys = new byte[48];
        SenderKeyState state = new(1, 0, Hex.Repeat(0x55), new byte[32], []);

        state.NextSeed(seed);
        Hmac.DeriveKey([], seed, "WhisperGroup"u8, keys);

        Assert.Equal("a51f49f7fa1e42fda195406d258b8193", Hex.Of(keys.AsSpan(0, 16)));
        Assert.Equal("0f146aff687c6fe594a8d14c486c660005af922395e94abcdeaef83dd5b4b6df", Hex.Of(keys.AsSpan(16)));
        Assert.Equal("hello"u8.ToArray(), SenderMessageKeys.Decrypt(seed, Encrypted(keys)));
    }

    private static byte[] Encrypted(byte[] keys)
    {
        byte[] ciphertext = new byte[16];
        AesCbc.Encrypt(keys.AsSpan(16), keys.AsSpan(0, 16), "hello"u8, ciphertext);
        return ciphertext;
    }
}
