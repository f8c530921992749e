using System.Text;

namespace Tombolo.Xmpp.Namespaces;

/// <summary>URIs of <see cref="KnownNamespace"/>, both ways.</summary>
public static class KnownNamespaces
{
    private static readonly string[] Uris =
    [
        "", "",
        "http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns/",
        "jabber:client", "jabber:server", "http://etherx.jabber.org/streams", "urn:ietf:params:xml:ns:xmpp-framing",
        "urn:ietf:params:xml:ns:xmpp-streams", "urn:ietf:params:xml:ns:xmpp-stanzas", "urn:ietf:params:xml:ns:xmpp-tls",
        "urn:ietf:params:xml:ns:xmpp-sasl", "urn:ietf:params:xml:ns:xmpp-bind", "urn:ietf:params:xml:ns:xmpp-session",
        "urn:xmpp:sasl:2", "urn:xmpp:sasl-cb:0", "urn:xmpp:bind:0", "urn:xmpp:fast:0", "urn:xmpp:sm:3", "urn:xmpp:csi:0",
        "urn:xmpp:stream-limits:0", "urn:xmpp:ping", "http://jabber.org/protocol/disco#info", "http://jabber.org/protocol/disco#items",
        "http://jabber.org/protocol/caps", "jabber:iq:roster", "urn:xmpp:delay", "urn:xmpp:carbons:2", "urn:xmpp:forward:0",
        "urn:xmpp:hints", "urn:xmpp:sid:0", "urn:xmpp:blocking", "urn:xmpp:mam:2", "jabber:x:data", "vcard-temp",
        "urn:xmpp:extdisco:2", "urn:xmpp:http:upload:0", "urn:xmpp:receipts", "urn:xmpp:chat-markers:0",
        "http://jabber.org/protocol/chatstates", "http://jabber.org/protocol/pubsub", "http://jabber.org/protocol/pubsub#event",
        "http://jabber.org/protocol/pubsub#owner", "http://jabber.org/protocol/muc", "http://jabber.org/protocol/muc#user",
        "jabber:iq:version", "urn:xmpp:push:0", "jabber:server:dialback",
        "urn:tombolo:e2ee:0", "urn:tombolo:mailbox:0", "urn:tombolo:identity:0", "urn:tombolo:errors:0", "urn:tombolo:keys:0",
        "urn:tombolo:lookup:0", "urn:tombolo:settings:0", "urn:tombolo:consent:0", "urn:tombolo:account:0",
    ];

    private static readonly byte[][] Utf8Uris = Array.ConvertAll(Uris, Encoding.UTF8.GetBytes);
    private static readonly byte[][] Buckets = BuildBuckets();

    extension(KnownNamespace known)
    {
        /// <summary>The URI as text; empty for <see cref="KnownNamespace.None"/> and <see cref="KnownNamespace.Unknown"/>.</summary>
        public string Uri => Uris[(int)known];

        /// <summary>The URI in UTF-8; empty for <see cref="KnownNamespace.None"/> and <see cref="KnownNamespace.Unknown"/>.</summary>
        public ReadOnlySpan<byte> Utf8Uri => Utf8Uris[(int)known];
    }

    /// <summary>Finds a namespace by its URI; no allocation. The empty URI is <see cref="KnownNamespace.None"/>.</summary>
    public static KnownNamespace Find(ReadOnlySpan<byte> uri)
    {
        if (uri.IsEmpty)
        {
            return KnownNamespace.None;
        }

        foreach (var candidate in Buckets[Bucket(uri)])
        {
            if (uri.SequenceEqual(Utf8Uris[candidate]))
            {
                return (KnownNamespace)candidate;
            }
        }

        return KnownNamespace.Unknown;
    }

    private static int Bucket(ReadOnlySpan<byte> uri) => ((uri.Length * 5) ^ uri[^1] ^ (uri[uri.Length / 2] * 3)) & 63;

    private static byte[][] BuildBuckets()
    {
        var buckets = new List<byte>[64];
        for (var i = 0; i < buckets.Length; i++)
        {
            buckets[i] = [];
        }

        for (var i = (int)KnownNamespace.Xml; i < Utf8Uris.Length; i++)
        {
            buckets[Bucket(Utf8Uris[i])].Add((byte)i);
        }

        return Array.ConvertAll(buckets, bucket => bucket.ToArray());
    }
}
