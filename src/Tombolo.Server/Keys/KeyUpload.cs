using Tombolo.Interop.Keys;

namespace Tombolo.Server.Keys;

/// <summary>What a device adds to its keys: rotation of the signed ones, refill of the one-time ones.</summary>
internal sealed record KeyUpload
{
    public SignedPreKey? Signed { get; init; }

    public SignedPreKey? LastResort { get; init; }

    public IReadOnlyList<PreKey> PreKeys { get; init; } = [];

    public IReadOnlyList<SignedPreKey> KyberPreKeys { get; init; } = [];

    /// <summary>Every size, number and signature, against the device's identity key.</summary>
    public bool IsSound(IdentitySignature identity) =>
        (Signed is null || PreKeyRules.IsSoundEc(Signed, identity))
        && (LastResort is null || PreKeyRules.IsSoundKyber(LastResort, identity))
        && PreKeys.Count <= DeviceKeys.PreKeyCount
        && KyberPreKeys.Count <= DeviceKeys.KyberPreKeyCount
        && PreKeyRules.AreSoundEc(PreKeys)
        && PreKeyRules.AreSoundKyber(KyberPreKeys, identity);
}
