using System.Xml.Linq;
using Tombolo.Client.Wire;
using Tombolo.Signal;

namespace Tombolo.Client.Keys;

/// <summary>Device lists and bundles as the host writes them. The host is not trusted: signatures are checked where a session starts.</summary>
internal static class KeyElements
{
    private const int MaxDevices = 127;

    /// <summary>The list; null when it is none.</summary>
    public static IReadOnlyList<PeerDevice>? ReadDevices(XElement? element)
    {
        if (element?.Name != Names.Keys + "devices")
        {
            return null;
        }

        var devices = element.Elements(Names.Keys + "device").Select(ReadDevice).ToList();
        var valid = devices.Count <= MaxDevices && devices.All(device => device is not null) && devices.DistinctBy(device => device!.Id).Count() == devices.Count;
        return valid ? [.. devices.OfType<PeerDevice>().OrderBy(device => device.Id)] : null;
    }

    /// <summary>The bundle of a device; null when it is none, or another device's.</summary>
    public static PreKeyBundle? ReadBundle(XElement? element, PeerDevice device)
    {
        if (element?.Name != Names.Keys + "bundle" || element.Number("device") != device.Id)
        {
            return null;
        }

        var signed = element.Element(Names.Keys + "signed");
        var kyber = element.Element(Names.Keys + "kyber");
        var prekey = element.Element(Names.Keys + "prekey");
        if (!IdentityKey.TryDeserialize(element.Element(Names.Keys + "identity")?.Base64(), out var identity)
            || !PublicKey.TryDeserialize(signed?.Base64(), out var signedKey)
            || !KyberPublicKey.TryDeserialize(kyber?.Base64(), out var kyberKey)
            || Id(signed) is not { } signedId || Id(kyber) is not { } kyberId
            || element.Number("registration") is not (>= 0 and <= uint.MaxValue and { } registration))
        {
            return null;
        }

        return new PreKeyBundle
        {
            RegistrationId = (uint)registration,
            DeviceId = (uint)device.Id,
            IdentityKey = identity,
            SignedPreKeyId = signedId,
            SignedPreKey = signedKey,
            SignedPreKeySignature = signed!.Base64("sig") ?? [],
            KyberPreKey = new SignedKyberPreKey(kyberId, kyberKey, kyber!.Base64("sig") ?? []),
            PreKey = Id(prekey) is { } id && PublicKey.TryDeserialize(prekey!.Base64(), out var key) ? new OneTimePreKey(id, key) : null,
        };
    }

    private static uint? Id(XElement? element) => element?.Number("id") is >= 0 and <= uint.MaxValue and { } id ? (uint)id : null;

    private static PeerDevice? ReadDevice(XElement element)
    {
        var key = element.Element(Names.Keys + "identity")?.Base64();
        return element.Number("id") is >= 1 and <= MaxDevices and { } id
            && element.Number("registration") is >= 0 and <= uint.MaxValue and { } registration
            && IdentityKey.TryDeserialize(key, out _)
            ? new PeerDevice((int)id, (uint)registration, key!)
            : null;
    }
}
