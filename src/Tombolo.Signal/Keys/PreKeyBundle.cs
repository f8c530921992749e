namespace Tombolo.Signal;

/// <summary>
/// What a device publishes so that others can start a session with it. The server that hands it out is not trusted:
/// <see cref="SessionBuilder"/> checks both signatures before it uses anything.
/// </summary>
public sealed record PreKeyBundle
{
    /// <summary>The device's registration id.</summary>
    public required uint RegistrationId { get; init; }

    /// <summary>The device the keys belong to.</summary>
    public required uint DeviceId { get; init; }

    /// <summary>The device's identity key, by which both signatures are checked.</summary>
    public required IdentityKey IdentityKey { get; init; }

    /// <summary>Id of the signed pre-key.</summary>
    public required uint SignedPreKeyId { get; init; }

    /// <summary>The signed pre-key.</summary>
    public required PublicKey SignedPreKey { get; init; }

    /// <summary>Signature of 64 bytes over the signed pre-key's 33 bytes.</summary>
    public required ReadOnlyMemory<byte> SignedPreKeySignature { get; init; }

    /// <summary>The one-time pre-key; null when the device has none left.</summary>
    public OneTimePreKey? PreKey { get; init; }

    /// <summary>The Kyber pre-key; null only in <see cref="SessionMode.V3"/> (legacy OMEMO).</summary>
    public SignedKyberPreKey? KyberPreKey { get; init; }

    /// <summary>Puts a bundle together from this device's own records, ready to be published.</summary>
    public static PreKeyBundle Create(
        uint registrationId,
        uint deviceId,
        IdentityKey identityKey,
        SignedPreKeyRecord signedPreKey,
        KyberPreKeyRecord? kyberPreKey = null,
        PreKeyRecord? preKey = null)
    {
        ArgumentNullException.ThrowIfNull(identityKey);
        ArgumentNullException.ThrowIfNull(signedPreKey);
        return new PreKeyBundle
        {
            RegistrationId = registrationId,
            DeviceId = deviceId,
            IdentityKey = identityKey,
            SignedPreKeyId = signedPreKey.Id,
            SignedPreKey = signedPreKey.KeyPair.PublicKey,
            SignedPreKeySignature = signedPreKey.Signature,
            PreKey = preKey is null ? null : new OneTimePreKey(preKey.Id, preKey.KeyPair.PublicKey),
            KyberPreKey = kyberPreKey is null
                ? null
                : new SignedKyberPreKey(kyberPreKey.Id, kyberPreKey.KeyPair.PublicKey, kyberPreKey.Signature),
        };
    }

    /// <summary>Both signatures, by the bundle's own identity key (PQXDH section 3.3).</summary>
    internal bool HasValidSignatures() =>
        IdentityKey.VerifySignature(SignedPreKey.Serialize(), SignedPreKeySignature.Span)
        && (KyberPreKey is null || IdentityKey.VerifySignature(KyberPreKey.PublicKey.Serialized, KyberPreKey.Signature.Span));
}
