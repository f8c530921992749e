using Tombolo.Xmpp.Sasl.Plain;

namespace Tombolo.Xmpp.Tests.Sasl;

public class PlainTests
{
    [Fact]
    public void Rfc4616Example_GoesBothWays()
    {
        var message = PlainMessage.Read("Ursel\0Kurt\0xipj3plmq"u8);

        Assert.Equal(new PlainMessage("Ursel", "Kurt", "xipj3plmq"), message);
        Assert.Equal("Ursel\0Kurt\0xipj3plmq"u8.ToArray(), message!.ToBytes());
        Assert.DoesNotContain("xipj", message.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Message_ThatIsMalformed_IsRefused()
    {
        Assert.Null(PlainMessage.Read("a\0b"u8));
        Assert.Null(PlainMessage.Read("\0\0p"u8));
        Assert.Null(PlainMessage.Read("\0b\0"u8));
        Assert.Null(PlainMessage.Read("\0a\0b\0c"u8));
        Assert.Null(PlainMessage.Read([0, 0xFF, 0, 1]));
    }
}
