using System.Text;
using Tombolo.TestHost.Bare;

namespace Tombolo.Server.Fuzz;

/// <summary>Sound beginnings.</summary>
internal static class StreamSamples
{
    public const string Name = "7d0f1f6c-6c0b-4a43-9d5c-0a5f2f1d8f10";

    public const string Password = "5xk3n-9pv2c";

    internal static string[] Stanzas { get; } =
    [
        "<presence/><message to='a@localhost' id='1' type='chat'><body>hi &amp; ho</body><x xmlns='urn:x' a:b='c' xmlns:a='urn:a'/></message>",
        $"<message to='{Name}@localhost' id='2'><encrypted xmlns='urn:tombolo:e2ee:0' suite='signal' device='1' devices='fixed-digest'><to device='1' kind='message'>RAAAAAAAAAAAAAAA</to></encrypted></message>",
        $"<message to='{Name}@localhost' id='3'><retry xmlns='urn:tombolo:e2ee:0' id='1' device='1'>AAAA</retry></message>",
        "<iq type='get' id='4'><ping xmlns='urn:xmpp:ping'/></iq><r xmlns='urn:xmpp:sm:3'/><a xmlns='urn:xmpp:sm:3' h='0'/>",
        $"<iq type='get' id='5' to='{Name}@localhost'><bundle xmlns='urn:tombolo:keys:0' device='1'/></iq>",
        "<iq type='set' id='6'><keys xmlns='urn:tombolo:keys:0'><prekey id='1'>BQAA</prekey><signed id='1' sig='AAAA'>BQAA</signed></keys></iq>",
        "<iq type='get' id='7'><lookup xmlns='urn:tombolo:lookup:0'><identifier type='phone' value='+34600000000' partner='wren'/></lookup></iq>",
        "<iq type='set' id='8'><block xmlns='urn:tombolo:consent:0' jid='a@localhost'/></iq><iq type='get' id='9'><relations xmlns='urn:tombolo:consent:0'/></iq>",
        "<iq type='set' id='10'><third-party-chats xmlns='urn:tombolo:settings:0' enabled='true' inbox='combined'/></iq><iq type='get' id='11'><account xmlns='urn:tombolo:account:0'/></iq>",
        "<iq type='set' id='12'><query xmlns='jabber:iq:roster'><item jid='a@localhost' name='n'><group>g</group></item></query></iq><iq type='get' id='13'><query xmlns='jabber:iq:roster'/></iq>",
        "<enable xmlns='urn:xmpp:sm:3' resume='true'/><confirm xmlns='urn:tombolo:mailbox:0' upto='1'/><presence type='subscribe' to='a@localhost'/>",
    ];

    internal static IEnumerable<byte[]> StandardLogins =>
    [
        Bytes(BareLogin.Header + BareLogin.Plain(Name, Password) + BareLogin.Header + BareLogin.Bind("r") + Stanzas[0]),
        Bytes(BareLogin.Header + "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='SCRAM-SHA-256'>biwsbj11c2VyLHI9ck9wck5HZndFYmVSV2diTkVrcU8=</auth>"
            + "<response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>Yz1iaXdzLHI9YSxwPWI=</response>"),
        Bytes(BareLogin.Header + BareLogin.Plain(Name, Password) + BareLogin.Header + "<resume xmlns='urn:xmpp:sm:3' h='0' previd='x'/>"),
    ];

    internal static IEnumerable<byte[]> DeviceLogins =>
    [
        Bytes(BareLogin.Header + BareLogin.Device(Name + "@localhost/1", isManaged: true) + Stanzas[1]),
        Bytes(BareLogin.Header + "<authenticate xmlns='urn:xmpp:sasl:2' mechanism='OAUTHBEARER'><initial-response>"
            + Convert.ToBase64String(Encoding.UTF8.GetBytes($"n,a={Name}@localhost,\u0001auth=Bearer a.b.c\u0001nonce=AAAA\u0001possession=AAAA\u0001\u0001"))
            + "</initial-response><bind xmlns='urn:xmpp:bind:0'/></authenticate>"),
    ];

    internal static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
