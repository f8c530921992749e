using System.Text;

namespace Tombolo.Server.Fuzz;

/// <summary>What XMPP is spelled with.</summary>
internal static class XmlWords
{
    internal static byte[][] All { get; } =
    [
        .. new[]
        {
            "<", ">", "/>", "</", "='", "' ", "\"", "&amp;", "&#x41;", "&#0;", "]]>", "<![CDATA[", "<!--", "<?x?>", " xmlns='", " xmlns:a='urn:a'", "a:", "xml:lang='en'", "<a>", "</a>",
            "<message", "</message>", "<presence", "</presence>", "<iq", "</iq>", " type='get'", " type='set'", " type='result'", " type='error'", " type='unavailable'", " id='1'",
            " to='localhost'", " to='7d0f1f6c-6c0b-4a43-9d5c-0a5f2f1d8f10@localhost'", " to='a@b/c'", " from='x@localhost'", "<body>hi</body>", "jabber:client", "</stream:stream>",
            "<encrypted xmlns='urn:tombolo:e2ee:0' suite='signal' device='1' devices='fixed-digest'>", "<to device='1' kind='message'>RAAAAAAAAAAAAAAA</to>", "</encrypted>",
            "<retry xmlns='urn:tombolo:e2ee:0' id='1' device='1'>AAAA</retry>", "<r xmlns='urn:xmpp:sm:3'/>", "<a xmlns='urn:xmpp:sm:3' h='0'/>", "<enable xmlns='urn:xmpp:sm:3'/>",
            "<resume xmlns='urn:xmpp:sm:3' h='0' previd='x'/>", "<confirm xmlns='urn:tombolo:mailbox:0' upto='1'/>", "<ping xmlns='urn:xmpp:ping'/>",
            "<query xmlns='jabber:iq:roster'/>", "<item jid='a@localhost' name='n'><group>g</group></item>", "<query xmlns='http://jabber.org/protocol/disco#info'/>",
            "<keys xmlns='urn:tombolo:keys:0'/>", "<bundle xmlns='urn:tombolo:keys:0' device='1'/>", "<devices xmlns='urn:tombolo:keys:0'/>", "<prekey id='1'>BQ==</prekey>",
            "<lookup xmlns='urn:tombolo:lookup:0'><identifier type='phone' value='+34600000000'/></lookup>", "<block xmlns='urn:tombolo:consent:0' jid='a@localhost'/>",
            "<relations xmlns='urn:tombolo:consent:0'/>", "<third-party-chats xmlns='urn:tombolo:settings:0' enabled='1'/>", "<account xmlns='urn:tombolo:account:0'/>",
            "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>AGEAYg==</auth>", "<response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>", "mechanism='SCRAM-SHA-1'",
            "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>", "<abort xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>", "<authenticate xmlns='urn:xmpp:sasl:2' mechanism='HT-SHA-256-NONE'>",
            "<initial-response>AAAA</initial-response>", "</authenticate>", "mechanism='OAUTHBEARER'", "<bind xmlns='urn:xmpp:bind:0'/>", "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>", "<?xml version='1.0'?>",
        }.Select(Encoding.UTF8.GetBytes),
    ];
}
