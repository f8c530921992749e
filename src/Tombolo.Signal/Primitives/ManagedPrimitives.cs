using Org.BouncyCastle.Math.EC.Rfc8032;
using X25519Curve = Org.BouncyCastle.Math.EC.Rfc7748.X25519;

namespace Tombolo.Signal;

/// <summary>Curve25519 from BouncyCastle, and our own fixed-base multiplication, which BouncyCastle keeps to itself.</summary>
internal sealed class ManagedPrimitives : IPrimitives
{
    public PrimitiveProvider Provider => PrimitiveProvider.Managed;

    public void X25519PublicKey(ReadOnlySpan<byte> privateKey, Span<byte> publicKey) =>
        X25519Curve.ScalarMultBase(privateKey, publicKey);

    public bool X25519(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> publicKey, Span<byte> secret) =>
        X25519Curve.CalculateAgreement(privateKey, publicKey, secret);

    public void EdwardsBaseMultiply(ReadOnlySpan<byte> scalar, Span<byte> encodedPoint) =>
        EdwardsPoint.MultiplyBase(scalar).Encode(encodedPoint);

    // BouncyCastle's span overloads stop at the key; these arrays hold public data only.
    public bool VerifyEd25519(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        Ed25519.Verify(signature.ToArray(), 0, publicKey.ToArray(), 0, message.ToArray(), 0, message.Length);
}
