using System.Text;
using Tombolo.TestHost;

namespace Tombolo.Server.Tests.Streams;

/// <summary>Every kind of XML that has no place on a stream, before and after login, over both transports.</summary>
public sealed class HostileInputTests(StreamHost host) : IClassFixture<StreamHost>
{
    public static TheoryData<string, string> Refused { get; } = new()
    {
        { "<message></iq>", "not-well-formed" },
        { "<message a='1' a='2'/>", "not-well-formed" },
        { "<message><x:y/></message>", "not-well-formed" },
        { "<!DOCTYPE x [<!ENTITY a 'b'>]><message/>", "restricted-xml" },
        { "<message><!-- hello --></message>", "restricted-xml" },
        { "<message><?php echo 1 ?></message>", "restricted-xml" },
        { "<message><body>&copy;</body></message>", "restricted-xml" },
        { "<message>" + new string('x', 300_000) + "</message>", "policy-violation" },
        { string.Concat(Enumerable.Repeat("<message>", 40)) + string.Concat(Enumerable.Repeat("</message>", 40)), "policy-violation" },
        { "<unknown xmlns='urn:example:unknown'/>", "unsupported-stanza-type" },
        { "<a xmlns='urn:xmpp:sm:3' h='77'/>", "undefined-condition" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Input_ThatBreaksARule_EndsTheTlsStreamAndNothingElse(string input, string condition) =>
        await EndsAsync(webSocket: false, input, condition);

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Input_ThatBreaksARule_EndsTheWebSocketAndNothingElse(string input, string condition) =>
        await EndsAsync(webSocket: true, input, condition);

    [Fact]
    public async Task Input_InBrokenUtf8_IsRefused()
    {
        await using var client = await host.LogInAsync(StreamHost.NewDevice());

        await client.SendAsync([.. "<message><body>"u8, 0xC3, 0x28, .. "</body></message>"u8]);

        var error = await client.SeekAsync("error");
        Assert.Contains(error.Elements().First().Name.LocalName, (string[])["not-well-formed", "unsupported-encoding"]);
    }

    [Fact]
    public async Task Prefix_DeclaredOnlyOnTheHeader_IsRefused()
    {
        await using var client = await host.ConnectAsync(webSocket: false);
        await client.SendAsync(
            "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' xmlns:e='urn:tombolo:e2ee:0' to='localhost' version='1.0'>");
        await client.ExpectAsync("features");
        await client.AuthenticateAsync(StreamHost.NewDevice());

        await client.SendAsync($"<message to='{StreamHost.NewAccount()}' id='1'><e:encrypted suite='signal' device='1'/></message>");

        var error = await client.SeekAsync("error");
        Assert.Equal("http://etherx.jabber.org/streams", error.Name.NamespaceName);
    }

    [Theory]
    [InlineData("authenticate")]
    [InlineData("authenticate2")]
    [InlineData("a")]
    public async Task Prefix_ThatIsTheNameItself_IsAPrefixLikeAnyOther(string prefix)
    {
        await using var client = await host.ConnectAsync(webSocket: false);
        await client.SendAsync($"<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' xmlns:{prefix}='urn:xmpp:sasl:2' to='localhost' version='1.0'>");
        await client.ExpectAsync("features");

        await client.SendAsync($"<{prefix}:authenticate mechanism='X'/>");

        await client.ExpectAsync("failure");
    }

    [Fact]
    public async Task Stanza_OverTheLimitBeforeLogin_IsRefusedThoughItWouldPassAfter()
    {
        await using var client = await host.ConnectAsync(webSocket: false);
        await client.OpenAsync();
        await client.ExpectAsync("features");

        await client.SendAsync($"<authenticate xmlns='urn:xmpp:sasl:2' mechanism='X'><initial-response>{new string('A', 20_000)}</initial-response></authenticate>");

        await StreamAssert.EndsWithAsync(client, "policy-violation");
    }

    [Theory]
    [InlineData("a b", "AAAA")]
    [InlineData("AAAA", "=")]
    [InlineData("A", "AAAA")]
    public async Task IdentityToken_WithProofsThatAreNoBase64Url_IsRefusedAndTheStreamGoesOn(string nonce, string possession)
    {
        var response = $"n,a={StreamHost.NewAccount()},\u0001auth=Bearer a.b.c\u0001nonce={nonce}\u0001possession={possession}\u0001device=1\u0001\u0001";
        await using var client = await host.ConnectAsync(webSocket: false);
        await client.OpenAsync();
        await client.ExpectAsync("features");

        await client.SendAsync(
            $"<authenticate xmlns='urn:xmpp:sasl:2' mechanism='OAUTHBEARER'><initial-response>{Convert.ToBase64String(Encoding.UTF8.GetBytes(response))}</initial-response></authenticate>");

        Assert.Equal("failure", (await client.ReadAsync()).Name.LocalName);
    }

    [Fact]
    public async Task Garbage_InsteadOfAStream_IsAnsweredWithAnErrorAndClosed()
    {
        await using var client = await host.ConnectAsync(webSocket: false);

        await client.SendAsync("GET / HTTP/1.1\r\n\r\n");

        await StreamAssert.EndsWithAsync(client, "bad-format");
    }

    private async Task EndsAsync(bool webSocket, string input, string condition)
    {
        await using var client = await host.LogInAsync(StreamHost.NewDevice(), webSocket);

        await client.SendAsync(input);

        await StreamAssert.EndsWithAsync(client, condition);
        await using var next = await host.LogInAsync(StreamHost.NewDevice(), webSocket);
    }
}
