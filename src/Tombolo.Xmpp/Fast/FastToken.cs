using System.Globalization;
using System.Xml.Linq;
using Tombolo.Xmpp.Namespaces;

namespace Tombolo.Xmpp.Fast;

/// <summary>A new token for the next login (XEP-0484 section 3.4). The old one works until this one has been used.</summary>
/// <param name="Token">The token: a secret. Its UTF-8 bytes are the HMAC key of the HT mechanisms.</param>
/// <param name="Expiry">When it ends.</param>
public sealed record FastToken(string Token, DateTimeOffset Expiry)
{
    /// <summary>The namespace of FAST.</summary>
    public static readonly XNamespace Namespace = KnownNamespace.Fast.Uri;

    /// <summary>Keeps the secret out of logs.</summary>
    public override string ToString() => $"FastToken until {Expiry:O}";

    internal XElement ToElement() => new(
        Namespace + "token",
        new XAttribute("token", Token),
        new XAttribute("expiry", Expiry.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));

    internal static FastToken? Read(XElement? element)
    {
        var token = (string?)element?.Attribute("token");
        var sound = DateTimeOffset.TryParse(
            (string?)element?.Attribute("expiry"),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var expiry);
        return token is null || !sound ? null : new FastToken(token, expiry);
    }
}
