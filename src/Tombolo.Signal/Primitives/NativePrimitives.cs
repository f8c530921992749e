using System.Security.Cryptography;

namespace Tombolo.Signal;

/// <summary>Curve25519 from libsodium.</summary>
internal sealed class NativePrimitives : IPrimitives
{
    private NativePrimitives()
    {
    }

    public PrimitiveProvider Provider => PrimitiveProvider.Native;

    /// <summary>Null in the browser and wherever libsodium is not there or does not start.</summary>
    public static NativePrimitives? TryCreate()
    {
        if (OperatingSystem.IsBrowser() || OperatingSystem.IsWasi())
        {
            return null;
        }

        try
        {
            // 0: started now, 1: had been started before, -1: failed.
            return Sodium.Initialize() >= 0 ? new NativePrimitives() : null;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            return null;
        }
    }

    public void X25519PublicKey(ReadOnlySpan<byte> privateKey, Span<byte> publicKey)
    {
        if (Sodium.X25519Base(publicKey, privateKey) != 0)
        {
            throw new CryptographicException("libsodium refused an X25519 base multiplication.");
        }
    }

    public bool X25519(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> publicKey, Span<byte> secret)
    {
        if (Sodium.X25519(secret, privateKey, publicKey) == 0)
        {
            return true;
        }

        secret.Clear();
        return false;
    }

    public void EdwardsBaseMultiply(ReadOnlySpan<byte> scalar, Span<byte> encodedPoint)
    {
        if (Sodium.EdwardsBaseMultiply(encodedPoint, scalar) != 0)
        {
            throw new CryptographicException("libsodium refused an Ed25519 base multiplication.");
        }
    }

    public bool VerifyEd25519(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        Sodium.VerifyEd25519(signature, message, (ulong)message.Length, publicKey) == 0;
}
