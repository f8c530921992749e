using System.Xml.Linq;
using Tombolo.TestHost;

namespace Tombolo.Server.Tests.StandardClients;

/// <summary>Stream management used at the wrong moment or with wrong numbers (XEP-0198 sections 3, 4 and 6).</summary>
public sealed class ManagementMisuseTests(StandardHost host) : IClassFixture<StandardHost>
{
    private static readonly XNamespace Stanzas = "urn:ietf:params:xml:ns:xmpp-stanzas";
    private static readonly XNamespace Streams = "urn:ietf:params:xml:ns:xmpp-streams";

    [Fact]
    public async Task Enable_BeforeAResourceIsBound_FailsAndBindingStillWorks()
    {
        await using var client = await StandardClient.ConnectAsync(host.Server.PlainPort);
        await client.OpenAsync();
        await client.AuthenticateAsync(host.NewAccount(), StandardHost.Password);

        await client.SendAsync("<enable xmlns='urn:xmpp:sm:3' resume='true'/>");

        Assert.NotNull((await client.ExpectAsync("failed")).Element(Stanzas + "unexpected-request"));
        await client.BindAsync("test");
        await client.EnableAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Resume_AfterAResourceIsBound_FailsAndTheStreamGoesOn(bool isManaged)
    {
        await using var client = await host.LogInAsync(host.NewAccount(), isManaged);

        await client.SendAsync("<resume xmlns='urn:xmpp:sm:3' previd='any' h='0'/><iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>");

        Assert.NotNull((await client.ExpectAsync("failed")).Element(Stanzas + "unexpected-request"));
        Assert.Equal("p", (string?)(await client.ExpectAsync("iq")).Attribute("id"));
    }

    [Fact]
    public async Task Acknowledgement_OfMoreThanWasSent_EndsTheStreamWithBothNumbers()
    {
        await using var client = await host.LogInAsync(host.NewAccount(), isAvailable: false);
        await client.SendAsync("<iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>");
        await client.ExpectAsync("iq");

        await client.SendAsync("<a xmlns='urn:xmpp:sm:3' h='5000'/>");
        var error = await client.ExpectAsync("error");

        Assert.NotNull(error.Element(Streams + "undefined-condition"));
        var tooHigh = error.Element(StandardClient.Management + "handled-count-too-high")!;
        Assert.Equal(("5000", "1"), ((string?)tooHigh.Attribute("h"), (string?)tooHigh.Attribute("send-count")));
    }

    [Theory]
    [InlineData("<a xmlns='urn:xmpp:sm:3'/>", "bad-format")]
    [InlineData("<a xmlns='urn:xmpp:sm:3' h='-1'/>", "bad-format")]
    [InlineData("<enable xmlns='urn:xmpp:sm:3'/>", "policy-violation")]
    public async Task Nonsense_OnAManagedStream_EndsIt(string said, string condition)
    {
        await using var client = await host.LogInAsync(host.NewAccount());

        await client.SendAsync(said);

        Assert.NotNull((await client.ExpectAsync("error")).Element(Streams + condition));
    }
}
