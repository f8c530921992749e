namespace Tombolo.Signal.Tests.Messages;

public sealed class GoldenMessageTests
{
    private const string V4 = """
        440a21057b0d47d93427f8311160781c7c733fd89f88970aef490d8aa0ee19a4cb8a1b14
        10071803221005c8ad5eb5bd02c0a101e3416ee54f09 232faf2bc0f073ef
        """;

    private const string V4WithSpqr = """
        440a21057b0d47d93427f8311160781c7c733fd89f88970aef490d8aa0ee19a4cb8a1b14
        10001800221005c8ad5eb5bd02c0a101e3416ee54f092a050101010401 9d1abee7ef4efdaf
        """;

    private const string V3 = """
        340a21057b0d47d93427f8311160781c7c733fd89f88970aef490d8aa0ee19a4cb8a1b14
        10071803221005c8ad5eb5bd02c0a101e3416ee54f09 e693092b13369154
        """;

    [Theory]
    [InlineData(7, 3, "", V4)]
    [InlineData(0, 0, "0101010401", V4WithSpqr)]
    public void Write_GoldenInputs_GivesGoldenBytes(uint counter, uint previousCounter, string pqRatchet, string expected)
    {
        byte[] senderIdentity = GoldenKeys.Public(GoldenKeys.A).Raw.ToArray();
        byte[] receiverIdentity = GoldenKeys.Public(GoldenKeys.B).Raw.ToArray();
        byte[] ratchetKey = GoldenKeys.Public(GoldenKeys.E).Raw.ToArray();
        OutgoingMessage message = new()
        {
            Version = 4,
            Keys = Golden.Keys([]),
            SenderIdentity = senderIdentity,
            ReceiverIdentity = receiverIdentity,
            RatchetKey = ratchetKey,
            Counter = counter,
            PreviousCounter = previousCounter,
            Plaintext = "hello"u8,
            PqRatchet = Hex.Bytes(pqRatchet),
        };
        byte[] written = new byte[message.Size];

        SignalMessage.Write(message, written);

        Assert.Equal(Hex.Of(Hex.Bytes(expected)), Hex.Of(written));
    }

    [Theory]
    [InlineData(V4, 4, 7u, "")]
    [InlineData(V4WithSpqr, 4, 0u, "0101010401")]
    [InlineData(V3, 3, 7u, "")]
    public void TryParse_GoldenBytes_HasFieldsAndMac(string golden, int version, uint counter, string pqRatchet)
    {
        byte[] bytes = Hex.Bytes(golden);

        Assert.Null(SignalMessage.TryParse(bytes, out SignalMessage message));

        Assert.Equal(version, message.Version);
        Assert.Equal(counter, message.Counter);
        Assert.Equal(pqRatchet, Hex.Of(message.PqRatchet));
        Assert.Equal(GoldenKeys.Public(GoldenKeys.E).Raw, message.RatchetKey);
        Assert.True(message.HasMac(Golden.Keys([]), GoldenKeys.Public(GoldenKeys.A).Raw, GoldenKeys.Public(GoldenKeys.B).Raw));
        Assert.False(message.HasMac(Golden.Keys([]), GoldenKeys.Public(GoldenKeys.B).Raw, GoldenKeys.Public(GoldenKeys.A).Raw));
    }

    [Fact]
    public void HasMac_AnyBitFlipped_IsFalse()
    {
        for (int bit = 0; bit < Hex.Bytes(V4).Length * 8; bit++)
        {
            byte[] bytes = Hex.Bytes(V4);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));

            bool accepted = SignalMessage.TryParse(bytes, out SignalMessage message) is null
                && message.HasMac(Golden.Keys([]), GoldenKeys.Public(GoldenKeys.A).Raw, GoldenKeys.Public(GoldenKeys.B).Raw);

            Assert.False(accepted, $"bit {bit} is not covered");
        }
    }
}
