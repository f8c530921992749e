using Tombolo.TestHost;

namespace Tombolo.Server.Tests.StandardClients;

public sealed class RosterTests(StandardHost host) : IClassFixture<StandardHost>
{
    private const string Space = "jabber:iq:roster";

    [Fact]
    public async Task Item_SetChangedAndRemoved_IsPushedAndKept()
    {
        await using var client = await host.LogInAsync(host.NewAccount());
        Assert.Null(await GetAsync(client));

        var pushed = await SetAsync(client, "<item jid='bea@localhost' name='Bea' subscription='both'><group>Friends</group></item>");
        Assert.Equal("<item jid='bea@localhost' name='Bea' subscription='none' xmlns='jabber:iq:roster'><group>Friends</group></item>", Text(pushed));
        Assert.Equal(Text(pushed), Text(await GetAsync(client)));

        pushed = await SetAsync(client, "<item jid='bea@localhost' subscription='remove'/>");
        Assert.Equal("remove", (string?)pushed!.Attribute("subscription"));
        Assert.Null(await GetAsync(client));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<item jid='a@localhost'/><item jid='b@localhost'/>")]
    [InlineData("<item jid='a@localhost/resource'/>")]
    [InlineData("<item jid='localhost'/>")]
    [InlineData("<item jid='gone@localhost' subscription='remove'/>")]
    public async Task Set_ThatIsMalformed_IsRefused(string items)
    {
        await using var client = await host.LogInAsync(host.NewAccount());

        await client.SendAsync($"<iq type='set' id='s'><query xmlns='{Space}'>{items}</query></iq>");

        Assert.Equal("error", (string?)(await client.ExpectAsync("iq")).Attribute("type"));
    }

    private static string Text(System.Xml.Linq.XElement? item) => item?.ToString(System.Xml.Linq.SaveOptions.DisableFormatting).Replace('"', '\'') ?? "";

    private static async Task<System.Xml.Linq.XElement?> SetAsync(StandardClient client, string item)
    {
        await client.SendAsync($"<iq type='set' id='s'><query xmlns='{Space}'>{item}</query></iq>");
        var push = await client.ExpectAsync("iq");
        Assert.Equal("result", (string?)(await client.ExpectAsync("iq")).Attribute("type"));
        return push.Descendants(System.Xml.Linq.XName.Get("item", Space)).SingleOrDefault();
    }

    private static async Task<System.Xml.Linq.XElement?> GetAsync(StandardClient client)
    {
        await client.SendAsync($"<iq type='get' id='g'><query xmlns='{Space}'/></iq>");
        return (await client.ExpectAsync("iq")).Descendants(System.Xml.Linq.XName.Get("item", Space)).SingleOrDefault();
    }
}
