using System.Text;
using System.Xml.Linq;
using Tombolo.Server.Accounts;

namespace Tombolo.Server.Keys;

/// <summary><c>&lt;devices digest=''&gt;</c>: the device list as peers see it.</summary>
internal static class DeviceListElement
{
    public static XElement Of(AccountFacts facts) => new(
        KeyNamespaces.KeysName + "devices",
        new XAttribute("digest", facts.DevicesDigest),
        facts.Devices.Select(device => new XElement(
            KeyNamespaces.KeysName + "device",
            new XAttribute("id", device.Id),
            new XAttribute("registration", device.RegistrationId),
            new XElement(KeyNamespaces.KeysName + "identity", Convert.ToBase64String(device.IdentityKey.AsSpan())))));

    public static byte[] Utf8Of(AccountFacts facts) => Encoding.UTF8.GetBytes(Of(facts).ToString(SaveOptions.DisableFormatting));
}
