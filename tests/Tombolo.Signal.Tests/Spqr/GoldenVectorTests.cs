using Tombolo.Signal.Spqr;

namespace Tombolo.Signal.Tests.Spqr;

/// <summary>Fixed inputs and outputs that were confirmed with Signal's own library.</summary>
public sealed class GoldenVectorTests
{
    private static readonly byte[] HandshakeKey = Repeat(0x29);

    [Fact]
    public void Chains_FromHandshakeKey_GiveThePublishedKeys()
    {
        using MessageChains chains = new(HandshakeKey, initiator: true);
        byte[] key = new byte[32];

        Assert.Equal("c6f396ad3b038d7bb7eedbabd7c45c83eef0c9c42fca9f44d6f056e4b68be30c", Hex(chains.NextRoot));
        Assert.Equal(1u, chains.NextSendingKey(0, key));
        Assert.Equal("9bcdfae095d09aa8ab367dd231d1d271fe580b555bcc6f64ff079d53d9a9db5d", Hex(key));
        Assert.Equal(2u, chains.NextSendingKey(0, key));
        Assert.Equal("6af868be8ea72f8ca3bb819c9623c0c9ffebd6f8503937d8f4fac142ac42a48e", Hex(key));

        chains.AddEpoch(Repeat(0x77));
        Assert.Equal("1cd473100954917c2659602c3327624c904d18a995e9a82978527ed6562f1253", Hex(chains.NextRoot));
        Assert.Equal(1u, chains.NextSendingKey(1, key));
        Assert.Equal("e198a6dd43ffd60fac2edf78206baae01d661403973ee77691e3d3e79ab24fea", Hex(key));
    }

    [Fact]
    public void Chains_OfTheRecipient_MirrorTheInitiators()
    {
        using MessageChains initiator = new(HandshakeKey, initiator: true);
        using MessageChains recipient = new(HandshakeKey, initiator: false);
        byte[] sent = new byte[32];
        byte[] received = new byte[32];

        uint index = initiator.NextSendingKey(0, sent);

        Assert.Equal(SpqrResult.Key, recipient.TakeReceivingKey(0, index, 25_000, received));
        Assert.Equal(sent, received);
    }

    [Fact]
    public void Authenticator_FromHandshakeKey_GivesThePublishedMacs()
    {
        using Authenticator authenticator = new(HandshakeKey);
        byte[] header = [.. Enumerable.Range(0, 64).Select(i => (byte)i)];
        byte[] ciphertext = [.. Enumerable.Range(0, 1088).Select(i => (byte)i)];
        byte[] mac = new byte[32];

        Assert.Equal("486eb283e739a2b7baea016d6a70df801616dfbf3f022b77a27cfaa3360348a0", Hex(authenticator.RootKey));
        Assert.Equal("5a368111ae4f8d5d407e4b9a369e67af9e01d9449cf2b5e50cede3f7ab525a1e", Hex(authenticator.MacKey));
        authenticator.HeaderMac(1, header, mac);
        Assert.Equal("66661f0392da7880ca1ab8c1b81599740cf445b7c0ba60c91c05ed2fe8ce7ffe", Hex(mac));
        authenticator.CiphertextMac(1, ciphertext.AsSpan(0, 960), ciphertext.AsSpan(960), mac);
        Assert.Equal("aeb07813ffde5e18b8e1d669f03de5eced760c368f124bcc877ede7340caeb48", Hex(mac));

        byte[] secret = new byte[32];
        EpochSecret.Derive(1, Repeat(0x88), secret);
        Assert.Equal("4c204adb11c94a4980c6ab4d6b9e9aa3c0f388ba7155ace07577f860867f0bc2", Hex(secret));
        authenticator.Update(1, secret);
        Assert.Equal("a5279b8b113a892dee57f670b932ed3d4f7b7a66750a9a448b9c3c0f81740aa1", Hex(authenticator.RootKey));
        Assert.Equal("c5564246d8dcca3399d7b3ad4fd6ee64b223c00c6b2faaabc3d7090fe84b10de", Hex(authenticator.MacKey));
    }

    [Theory]
    [InlineData(0x1234, 0x5678, 0x6324)]
    [InlineData(0xffff, 0xffff, 0x0733)]
    [InlineData(0x8000, 0x0002, 0x100b)]
    public void Field_Multiplication_GivesThePublishedProducts(int left, int right, int product) =>
        Assert.Equal(product, Gf65536.Multiply((ushort)left, (ushort)right));

    [Theory]
    [InlineData(0x1234, 0x2ce9)]
    [InlineData(0x0002, 0x8805)]
    public void Field_Inversion_GivesThePublishedInverses(int value, int inverse) =>
        Assert.Equal(inverse, Gf65536.Invert((ushort)value));

    [Theory]
    [InlineData(96, 0, "050f274d81c31371dd57df7519cb8b59351f171d315383c10d67cf45c95bfba9")]
    [InlineData(96, 3, "a56fc72d212333d17db7ffd5b92bab39557f37fd51b3a3a1ad47ef2569bb9b09")]
    [InlineData(96, 4, "958490d01248c2d63eed7ee38a405cfec5aec3bac2e2546698ec68d32ae17d29")]
    [InlineData(96, 100, "c913881676c2fead8e1e96e1eeca00a2dda3a7fbe2f2083a9c41e0f69a12d17a")]
    [InlineData(160, 5, "d5b2876d517e408c8dea0c88c976db6415bf472011f3d3fcde1a1f7899e658c9")]
    [InlineData(160, 7, "d5de47ad519244e00d0688e4c99adb88d5ff474cd133d310da769f94190a1c09")]
    public void Chunk_OfPublishedData_IsThePublishedChunk(int size, int number, string expected)
    {
        byte[] chunk = new byte[32];

        ErasureCode.WriteChunk(PublishedData(size), (ushort)number, chunk);

        Assert.Equal(expected, Hex(chunk));
    }

    [Fact]
    public void Chunks_HundredFourAndOne_GiveThePublishedDataBack()
    {
        IncomingChunks incoming = new(3);
        byte[] chunk = new byte[32];
        foreach (ushort number in new ushort[] { 100, 4, 1 })
        {
            ErasureCode.WriteChunk(PublishedData(96), number, chunk);
            Assert.True(incoming.Add(number, chunk));
        }

        Assert.Equal(PublishedData(96), incoming.Decode());
    }

    private static byte[] PublishedData(int size) =>
        [.. Enumerable.Range(0, size).Select(i => (byte)((7 * i * i) + (3 * i) + 5))];

    private static byte[] Repeat(byte value)
    {
        byte[] bytes = new byte[32];
        Array.Fill(bytes, value);
        return bytes;
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);
}
