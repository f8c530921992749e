using System.Text;
using Tombolo.Xmpp.Sasl.OAuthBearer;

namespace Tombolo.Xmpp.Tests.Sasl;

public class OAuthBearerTests
{
    [Fact]
    public void Rfc7628Example_IsRead()
    {
        var message = OAuthBearerMessage.Read(Encoding.UTF8.GetBytes(
            "n,a=user@example.com,\u0001host=server.example.com\u0001port=143\u0001auth=Bearer vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==\u0001\u0001"));

        Assert.NotNull(message);
        Assert.Equal("user@example.com", message.AuthorizationId);
        Assert.Equal("vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==", message.Token);
        Assert.Equal("143", message.Pairs["port"]);
    }

    [Fact]
    public void OwnMessage_WithExtraPairs_GoesBothWays()
    {
        var sent = new OAuthBearerMessage
        {
            Token = "e30.e30.x",
            AuthorizationId = "a=b,c@host",
            Pairs = new Dictionary<string, string> { ["nonce"] = "n-_", ["possession"] = "p", ["device"] = "1" },
        };

        var bytes = sent.ToBytes();
        var read = OAuthBearerMessage.Read(bytes);

        Assert.Equal("n,a=a=3Db=2Cc@host,\u0001auth=Bearer e30.e30.x\u0001nonce=n-_\u0001possession=p\u0001device=1\u0001\u0001", Encoding.UTF8.GetString(bytes));
        Assert.NotNull(read);
        Assert.Equal((sent.Token, sent.AuthorizationId), (read.Token, read.AuthorizationId));
        Assert.Equal(sent.Pairs, read.Pairs);
        Assert.DoesNotContain("e30", read.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("n,,")]
    [InlineData("n,,\u0001\u0001")]
    [InlineData("n,,\u0001auth=Basic x\u0001\u0001")]
    [InlineData("n,,\u0001auth=Bearer \u0001\u0001")]
    [InlineData("n,,\u0001auth=Bearer x\u0001")]
    [InlineData("n,,\u0001auth=Bearer x\u0001auth=Bearer y\u0001\u0001")]
    [InlineData("n,,\u0001auth=Bearer x\u0001a1=y\u0001\u0001")]
    [InlineData("p=tls,,\u0001auth=Bearer x\u0001\u0001")]
    [InlineData("n,b=x,\u0001auth=Bearer x\u0001\u0001")]
    [InlineData("n,,\u0001auth=Bearer \u0000x\u0001\u0001")]
    public void Message_ThatIsMalformed_IsRefused(string message) => Assert.Null(OAuthBearerMessage.Read(Encoding.UTF8.GetBytes(message)));

    [Fact]
    public void Pair_ThatWouldBreakTheFraming_CannotBeWritten() => Assert.Throws<ArgumentException>(
        () => new OAuthBearerMessage { Token = "x", Pairs = new Dictionary<string, string> { ["nonce"] = "a\u0001b=c" } }.ToBytes());
}
