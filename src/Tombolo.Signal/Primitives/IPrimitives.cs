namespace Tombolo.Signal;

/// <summary>
/// The Curve25519 operations that the protocol needs. Everything else (hashes, AES, Kyber) is the same for every provider.
/// All spans have exactly the stated length; secrets are handled in constant time by every implementation.
/// </summary>
internal interface IPrimitives
{
    PrimitiveProvider Provider { get; }

    /// <summary>RFC 7748 X25519 of the base point. The 32-byte private key is clamped by the callee.</summary>
    void X25519PublicKey(ReadOnlySpan<byte> privateKey, Span<byte> publicKey);

    /// <summary>RFC 7748 X25519; false, and a zero secret, when the shared secret is 32 zero bytes (signal-wire 2.1).</summary>
    bool X25519(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> publicKey, Span<byte> secret);

    /// <summary>scalar * B on edwards25519 in the RFC 8032 encoding; the scalar is below the group order and not zero.</summary>
    void EdwardsBaseMultiply(ReadOnlySpan<byte> scalar, Span<byte> encodedPoint);

    /// <summary>RFC 8032 Ed25519 verification (PureEdDSA) of a 64-byte signature.</summary>
    bool VerifyEd25519(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);

    /// <summary>
    /// Ed25519 verification with a key given as u-coordinate and the sign of its Edwards point (0 or 0x80), as XEdDSA has it.
    /// </summary>
    bool VerifyMontgomery(ReadOnlySpan<byte> publicKey, int signBit, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        Span<byte> point = stackalloc byte[32];
        Montgomery.ToEdwards(publicKey, signBit, point);
        return VerifyEd25519(point, message, signature);
    }

    /// <summary>
    /// Several agreements at once, with as many private as public keys and secrets (32 bytes each, one behind the other). False
    /// when any of the secrets is zero.
    /// </summary>
    bool X25519Many(ReadOnlySpan<byte> privateKeys, ReadOnlySpan<byte> publicKeys, Span<byte> secrets)
    {
        bool agreed = true;
        for (int i = 0; i < privateKeys.Length; i += 32)
        {
            agreed &= X25519(privateKeys.Slice(i, 32), publicKeys.Slice(i, 32), secrets.Slice(i, 32));
        }

        return agreed;
    }
}
