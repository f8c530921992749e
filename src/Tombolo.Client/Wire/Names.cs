using System.Xml.Linq;
using Tombolo.Xmpp.Namespaces;

namespace Tombolo.Client.Wire;

/// <summary>The namespaces a device speaks.</summary>
internal static class Names
{
    public static readonly XNamespace Client = KnownNamespace.JabberClient.Uri;
    public static readonly XNamespace Streams = KnownNamespace.Streams.Uri;
    public static readonly XNamespace Framing = KnownNamespace.Framing.Uri;
    public static readonly XNamespace StanzaErrors = KnownNamespace.StanzaErrors.Uri;
    public static readonly XNamespace Sasl = KnownNamespace.Sasl.Uri;
    public static readonly XNamespace Sasl2 = KnownNamespace.Sasl2.Uri;
    public static readonly XNamespace Bind = KnownNamespace.Bind2.Uri;
    public static readonly XNamespace Fast = KnownNamespace.Fast.Uri;
    public static readonly XNamespace StreamManagement = KnownNamespace.StreamManagement.Uri;
    public static readonly XNamespace Ping = KnownNamespace.Ping.Uri;
    public static readonly XNamespace Encryption = KnownNamespace.TomboloE2ee.Uri;
    public static readonly XNamespace Mailbox = KnownNamespace.TomboloMailbox.Uri;
    public static readonly XNamespace Identity = KnownNamespace.TomboloIdentity.Uri;
    public static readonly XNamespace Errors = KnownNamespace.TomboloErrors.Uri;
    public static readonly XNamespace Keys = KnownNamespace.TomboloKeys.Uri;
    public static readonly XNamespace Lookup = KnownNamespace.TomboloLookup.Uri;
    public static readonly XNamespace Settings = KnownNamespace.TomboloSettings.Uri;
    public static readonly XNamespace Consent = KnownNamespace.TomboloConsent.Uri;
    public static readonly XNamespace Account = KnownNamespace.TomboloAccount.Uri;
}
