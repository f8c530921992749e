using System.Numerics;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Tombolo.Server.Keys;

/// <summary>
/// Verifies XEdDSA signatures (Signal's specification of 2016, section 2.5) of one X25519 identity key. The Montgomery point is turned into the
/// Edwards point once; the sign of the Edwards x travels in the top bit of the signature's last byte, as Signal's clients write it.
/// Everything here is public, so nothing needs constant time.
/// </summary>
internal sealed class IdentitySignature
{
    public const int SignatureSize = 64;
    private const int KeySize = 32;
    private const byte CurveType = 0x05;
    private const byte SignBit = 0x80;
    private static readonly BigInteger Prime = BigInteger.Pow(2, 255) - 19;
    private readonly byte[] _edwards;

    private IdentitySignature(byte[] edwards) => _edwards = edwards;

    /// <summary>Takes 33 bytes, 0x05 first. False for another type, a coordinate outside the field, or a point without an Edwards twin.</summary>
    public static bool TryCreate(ReadOnlySpan<byte> identityKey, out IdentitySignature? verifier)
    {
        verifier = null;
        if (identityKey.Length != KeySize + 1 || identityKey[0] != CurveType)
        {
            return false;
        }

        var u = new BigInteger(identityKey[1..], isUnsigned: true);
        if (u >= Prime || u == Prime - 1)
        {
            return false;
        }

        // y = (u - 1) / (u + 1), the birational map of RFC 7748 section 4.1.
        var inverse = BigInteger.ModPow(u + 1, Prime - 2, Prime);
        var y = (u - 1 + Prime) * inverse % Prime;
        var edwards = new byte[KeySize];
        y.TryWriteBytes(edwards, out _, isUnsigned: true);
        if (!Ed25519.ValidatePublicKeyFull(edwards, 0))
        {
            return false;
        }

        verifier = new IdentitySignature(edwards);
        return true;
    }

    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureSize)
        {
            return false;
        }

        var edwards = _edwards.ToArray();
        edwards[^1] |= (byte)(signature[^1] & SignBit);
        var plain = signature.ToArray();
        plain[^1] &= unchecked((byte)~SignBit);
        var bytes = message.ToArray();
        return Ed25519.Verify(plain, 0, edwards, 0, bytes, 0, bytes.Length);
    }
}
