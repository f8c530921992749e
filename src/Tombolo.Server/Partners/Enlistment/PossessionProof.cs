using System.Security.Cryptography;
using System.Text;
using Tombolo.Interop.Enlistment;
using Tombolo.Interop.Keys;
using Tombolo.Server.Keys;
using Tombolo.Server.Partners.Tokens;

namespace Tombolo.Server.Partners.Enlistment;

/// <summary>The two halves of binding: the token names this key, and whoever sent it holds the key.</summary>
internal static class PossessionProof
{
    public static bool Holds(IdentityToken token, byte[] identityKey, byte[] message, ReadOnlySpan<byte> signature) =>
        IdentitySignature.TryCreate(identityKey, out var identity)
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(KeyThumbprint.Of(identityKey)), Encoding.ASCII.GetBytes(token.KeyThumbprint))
        && identity!.Verify(message, signature);

    public static bool IsNonce(ReadOnlySpan<byte> nonce) => nonce.Length == Possession.NonceSize;
}
