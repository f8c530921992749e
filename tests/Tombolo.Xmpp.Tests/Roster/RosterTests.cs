using System.Buffers;
using System.Text;
using System.Xml.Linq;
using Tombolo.Xmpp.Addressing;
using Tombolo.Xmpp.Delay;
using Tombolo.Xmpp.Presence;
using Tombolo.Xmpp.Roster;
using Tombolo.Xmpp.Tests.Scanning;
using Tombolo.Xmpp.Writing;
using Tombolo.Xmpp.Stanzas;

namespace Tombolo.Xmpp.Tests.Roster;

public class RosterTests
{
    private static string Wire(XElement element)
    {
        var output = new ArrayBufferWriter<byte>();
        output.WriteElement(element);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static XElement Scanned(string text) => Scans.OpenStream().Scan(Scans.Bytes(text)).Envelope.ToElement();

    [Fact]
    public void Roster_WithAllAttributes_HasItsGoldenFormAndGoesBothWays()
    {
        const string Golden =
            "<query xmlns='jabber:iq:roster'><item jid='romeo@example.net' name='Romeo' subscription='from' ask='subscribe'><group>Friends</group></item>"
            + "<item jid='nurse@example.com' subscription='both'/></query>";

        var items = RosterQuery.Read(Scanned(Golden));

        Assert.Equal(2, items.Count);
        Assert.Equal(("Romeo", RosterSubscription.From, true, "Friends"), (items[0].Name, items[0].Subscription, items[0].IsAsking, items[0].Groups.Single()));
        Assert.Equal(Jid.Parse("nurse@example.com"), items[1].Address);
        Assert.Equal(Golden, Wire(RosterQuery.ToElement(items)));
    }

    [Theory]
    [InlineData("<item xmlns='jabber:iq:roster'/>")]
    [InlineData("<item xmlns='jabber:iq:roster' jid='a@b/c'/>")]
    [InlineData("<item xmlns='jabber:iq:roster' jid='a@b' subscription='all'/>")]
    [InlineData("<item jid='a@b'/>")]
    public void Item_ThatIsMalformed_IsLeftOut(string text) => Assert.Null(RosterItem.Read(Scanned(text)));

    [Fact]
    public void Delay_WrittenAndRead_IsTheSameMillisecond()
    {
        var at = new DateTimeOffset(2026, 3, 4, 5, 6, 7, 89, TimeSpan.FromHours(2));
        var output = new ArrayBufferWriter<byte>();

        DelayStamp.Write(output, at, "b.example"u8);

        var text = Encoding.UTF8.GetString(output.WrittenSpan);
        Assert.Equal("<delay xmlns='urn:xmpp:delay' from='b.example' stamp='2026-03-04T03:06:07.089Z'/>", text);
        Assert.Equal(at, DelayStamp.Read(Scanned(text)));
        Assert.Null(DelayStamp.Read(Scanned("<delay xmlns='urn:xmpp:delay' stamp='yesterday'/>")));
    }

    [Fact]
    public void Presence_TypesOfRfc6121_GoBothWaysAndOthersDoNot()
    {
        foreach (var type in Enum.GetValues<PresenceType>())
        {
            Assert.True(PresenceTypes.TryParse(Encoding.UTF8.GetBytes(type.WireName), out var read));
            Assert.Equal(type, read);
        }

        Assert.False(PresenceTypes.TryParse("invisible"u8, out _));
    }

    [Theory]
    [InlineData("<presence/>", 0)]
    [InlineData("<presence><priority>-1</priority></presence>", -1)]
    [InlineData("<presence><priority> 5 </priority></presence>", 5)]
    [InlineData("<presence><priority>1000</priority></presence>", 0)]
    public void Priority_IsASmallNumberOrZero(string text, int priority) => Assert.Equal(priority, PresencePriority.Read(Scanned(text)));
}
