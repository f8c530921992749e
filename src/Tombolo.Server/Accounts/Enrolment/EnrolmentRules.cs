using System.Xml;
using Tombolo.Interop.Enlistment;
using Tombolo.Interop.Keys;
using Tombolo.Server.Keys;

namespace Tombolo.Server.Accounts.Enrolment;

/// <summary>Checks what a device says about itself before anything is stored.</summary>
internal static class EnrolmentRules
{
    // Signal registration ids have 14 bits and are not zero.
    private const uint MaxRegistrationId = 16_380;

    public static bool IsSound(DeviceDescription device) =>
        DevicePlatforms.IsKnown(device.Platform)
        && device.RegistrationId is >= 1 and <= MaxRegistrationId
        && device.Name.Length is > 0 and <= DeviceDescription.MaxNameLength
        && device.Name.All(character => !char.IsControl(character) && (char.IsSurrogate(character) || XmlConvert.IsXmlChar(character)));

    /// <summary>Sizes, numbers and every signature; 22 of them for a full set.</summary>
    public static bool AreSound(DeviceKeys keys) =>
        IdentitySignature.TryCreate(keys.IdentityKey, out var identity)
        && PreKeyRules.IsSoundEc(keys.SignedPreKey, identity!)
        && PreKeyRules.IsSoundKyber(keys.KyberLastResort, identity!)
        && keys.PreKeys.Count <= DeviceKeys.PreKeyCount
        && keys.KyberPreKeys.Count <= DeviceKeys.KyberPreKeyCount
        && PreKeyRules.AreSoundEc(keys.PreKeys)
        && PreKeyRules.AreSoundKyber([.. keys.KyberPreKeys, keys.KyberLastResort], identity!);
}
