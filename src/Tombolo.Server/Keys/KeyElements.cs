using System.Globalization;
using System.Xml.Linq;
using Tombolo.Interop.Keys;

namespace Tombolo.Server.Keys;

/// <summary>Keys in XML: base64 text, id and signature as attributes.</summary>
internal static class KeyElements
{
    private static XNamespace Name => KeyNamespaces.KeysName;

    public static XElement Write(int device, PreKeyBundle bundle) => new(
        Name + "bundle",
        new XAttribute("device", device),
        new XAttribute("registration", bundle.RegistrationId),
        new XElement(Name + "identity", Convert.ToBase64String(bundle.IdentityKey)),
        WriteKey("signed", bundle.Signed),
        WriteKey("kyber", bundle.Kyber),
        bundle.OneTime is { } oneTime ? WriteKey("prekey", oneTime) : null);

    public static XElement Write(string name, PreKeyCount count) =>
        new(Name + name, new XAttribute("ec", count.Ec), new XAttribute("kyber", count.Kyber));

    /// <summary>Null when an element is unknown, repeated where one is allowed, or not readable.</summary>
    public static KeyUpload? ReadUpload(XElement keys)
    {
        try
        {
            var known = keys.Elements().All(element => element.Name.Namespace == Name && element.Name.LocalName is "signed" or "last-resort" or "prekey" or "kyber");
            return !known ? null : new KeyUpload
            {
                Signed = keys.Elements(Name + "signed").Select(ReadSigned).SingleOrDefault(),
                LastResort = keys.Elements(Name + "last-resort").Select(ReadSigned).SingleOrDefault(),
                PreKeys = [.. keys.Elements(Name + "prekey").Select(element => new PreKey { Id = ReadId(element), Key = Convert.FromBase64String(element.Value) })],
                KyberPreKeys = [.. keys.Elements(Name + "kyber").Select(ReadSigned)],
            };
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or InvalidOperationException)
        {
            return null;
        }
    }

    private static SignedPreKey ReadSigned(XElement element) => new()
    {
        Id = ReadId(element),
        Key = Convert.FromBase64String(element.Value),
        Signature = Convert.FromBase64String((string?)element.Attribute("sig") ?? throw new FormatException()),
    };

    private static uint ReadId(XElement element) =>
        uint.Parse((string?)element.Attribute("id") ?? throw new FormatException(), NumberStyles.None, CultureInfo.InvariantCulture);

    private static XElement WriteKey(string name, HandedKey key) => new(
        Name + name,
        new XAttribute("id", key.Id),
        key.Signature is { } signature ? new XAttribute("sig", Convert.ToBase64String(signature)) : null,
        Convert.ToBase64String(key.Key));
}
