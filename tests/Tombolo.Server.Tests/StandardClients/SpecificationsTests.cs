using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using Tombolo.Server.StandardClients;
using Tombolo.Server.StandardClients.Iqs;

namespace Tombolo.Server.Tests.StandardClients;

public sealed class SpecificationsTests(StandardHost host) : IClassFixture<StandardHost>
{
    [Fact]
    public void Page_ShowsTheTableOfTheCode()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Tombolo.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        Assert.Contains(Specifications.ToMarkdown(), File.ReadAllText(Path.Combine(folder, "docs", "standard-clients.md")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Features_AreThoseOfTheTableAndEveryHandlerHasOne()
    {
        await using var client = await host.LogInAsync(host.NewAccount());

        await client.SendAsync("<iq type='get' id='d' to='localhost'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>");
        var features = (await client.ExpectAsync("iq")).Descendants("{http://jabber.org/protocol/disco#info}feature").Select(feature => feature.Attribute("var")!.Value).ToArray();

        Assert.Equal(Specifications.Features, features);
        Assert.Empty(host.Server.Services.GetServices<IStandardIqHandler>().Select(handler => handler.Namespace).Except(features));
    }

    [Theory]
    [InlineData("info")]
    [InlineData("items")]
    public async Task Discovery_OfANodeThatIsNotThere_SaysSo(string kind)
    {
        await using var client = await host.LogInAsync(host.NewAccount());

        await client.SendAsync($"<iq type='get' id='d' to='localhost'><query xmlns='http://jabber.org/protocol/disco#{kind}' node='none'/></iq>");

        Assert.NotEmpty((await client.ExpectAsync("iq")).Descendants(XName.Get("item-not-found", "urn:ietf:params:xml:ns:xmpp-stanzas")));
    }

    [Theory]
    [InlineData("to='localhost'", "<query xmlns='jabber:iq:version'/>", "Tombolo")]
    [InlineData("", "<vCard xmlns='vcard-temp'/>", null)]
    [InlineData("", "<pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='storage:bookmarks'/></pubsub>", null)]
    [InlineData("", "<query xmlns='jabber:iq:private'><storage xmlns='storage:bookmarks'/></query>", null)]
    [InlineData("", "<enable xmlns='urn:xmpp:carbons:2'/>", null)]
    [InlineData("to='somebody@localhost/phone'", "<query xmlns='http://jabber.org/protocol/disco#info'/>", null)]
    public async Task Question_KnownOrNot_IsAnswered(string to, string payload, string? name)
    {
        await using var client = await host.LogInAsync(host.NewAccount());

        await client.SendAsync($"<iq type='get' id='q' {to}>{payload}</iq>");
        var answer = await client.ExpectAsync("iq");

        Assert.Equal(name, (string?)answer.Descendants(XName.Get("name", "jabber:iq:version")).SingleOrDefault());
        Assert.Equal(name is null, answer.Descendants(XName.Get("service-unavailable", "urn:ietf:params:xml:ns:xmpp-stanzas")).Any());
    }
}
