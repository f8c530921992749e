using Tombolo.Interop.Keys;

namespace Tombolo.Server.Keys;

/// <summary>The form a prekey must have: sizes and type bytes, ids of 24 bits that differ, signatures of the identity key.</summary>
internal static class PreKeyRules
{
    private const byte CurveType = 0x05;
    private const byte KyberType = 0x08;

    public static bool IsSoundEc(SignedPreKey key, IdentitySignature identity) =>
        IsId(key.Id) && IsEc(key.Key) && identity.Verify(key.Key, key.Signature);

    public static bool IsSoundKyber(SignedPreKey key, IdentitySignature identity) =>
        IsId(key.Id) && IsKyber(key.Key) && identity.Verify(key.Key, key.Signature);

    public static bool AreSoundEc(IReadOnlyList<PreKey> keys) =>
        keys.All(key => IsId(key.Id) && IsEc(key.Key)) && keys.Select(key => key.Id).Distinct().Count() == keys.Count;

    public static bool AreSoundKyber(IReadOnlyList<SignedPreKey> keys, IdentitySignature identity) =>
        keys.Select(key => key.Id).Distinct().Count() == keys.Count && keys.All(key => IsSoundKyber(key, identity));

    private static bool IsId(uint id) => id is >= 1 and <= DeviceKeys.MaxPreKeyId;

    private static bool IsEc(byte[] key) => key.Length == DeviceKeys.EcKeySize && key[0] == CurveType;

    private static bool IsKyber(byte[] key) => key.Length == DeviceKeys.KyberKeySize && key[0] == KyberType;
}
