using System.Globalization;
using System.Xml.Linq;
using Tombolo.Xmpp.Sasl.Scram;

namespace Tombolo.Server.StandardClients.Portable;

/// <summary><c>scram-credentials</c> (XEP-0227 section 4.2), both ways.</summary>
internal static class PortableScram
{
    private const int MaxIterations = 10_000_000;

    public static XElement Write(ScramCredentials credentials) => new(
        PortableNames.Scram + "scram-credentials",
        new XAttribute("mechanism", credentials.Hash == ScramHash.Sha1 ? "SCRAM-SHA-1" : "SCRAM-SHA-256"),
        new XElement(PortableNames.Scram + "iter-count", credentials.Iterations),
        new XElement(PortableNames.Scram + "salt", Convert.ToBase64String(credentials.Salt.Span)),
        new XElement(PortableNames.Scram + "server-key", Convert.ToBase64String(credentials.ServerKey.Span)),
        new XElement(PortableNames.Scram + "stored-key", Convert.ToBase64String(credentials.StoredKey.Span)));

    /// <summary>Either the credentials or what is wrong with them.</summary>
    public static (ScramCredentials? Credentials, string? Problem) Read(XElement element)
    {
        var mechanism = (string?)element.Attribute("mechanism");
        if (mechanism is not ("SCRAM-SHA-1" or "SCRAM-SHA-256"))
        {
            return (null, $"credentials for {mechanism} cannot be used here");
        }

        var (hash, size) = mechanism == "SCRAM-SHA-1" ? (ScramHash.Sha1, 20) : (ScramHash.Sha256, 32);
        return Bytes(element, "salt") is { Length: > 0 and <= 256 } salt && Bytes(element, "server-key") is { } server && server.Length == size && Bytes(element, "stored-key") is { } stored
            && stored.Length == size && int.TryParse((string?)element.Element(PortableNames.Scram + "iter-count"), NumberStyles.None, CultureInfo.InvariantCulture, out var iterations)
            && iterations is >= ScramCredentials.MinIterations and <= MaxIterations
            ? (new ScramCredentials(hash, salt, iterations, stored, server), null)
            : (null, $"credentials for {mechanism} are not whole, or have fewer than {ScramCredentials.MinIterations} rounds");
    }

    private static byte[]? Bytes(XElement element, string name)
    {
        var text = (string?)element.Element(PortableNames.Scram + name) ?? "";
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var written) ? bytes[..written] : null;
    }
}
