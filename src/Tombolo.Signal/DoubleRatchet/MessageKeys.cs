using System.Security.Cryptography;

namespace Tombolo.Signal;

/// <summary>The keys of one message (signal-wire 7): 32 bytes for AES, 32 for HMAC, 16 of IV, in memory the caller lends and clears.</summary>
internal readonly ref struct MessageKeys
{
    public const int Size = 80;

    private readonly ReadOnlySpan<byte> _keys;

    private MessageKeys(ReadOnlySpan<byte> keys) => _keys = keys;

    private static ReadOnlySpan<byte> Label => "WhisperMessageKeys"u8;

    public ReadOnlySpan<byte> CipherKey => _keys[..32];

    public ReadOnlySpan<byte> MacKey => _keys[32..64];

    public ReadOnlySpan<byte> Iv => _keys[64..80];

    /// <summary>
    /// Derives from a chain's seed and the SPQR message key, which is the salt: the Triple Ratchet of "The Double Ratchet
    /// Algorithm" revision 3, section 6. The salt is empty without SPQR.
    /// </summary>
    public static MessageKeys Derive(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> salt, Span<byte> memory)
    {
        Hmac.DeriveKey(salt, seed, Label, memory[..Size]);
        return new MessageKeys(memory[..Size]);
    }

    public void Encrypt(ReadOnlySpan<byte> plaintext, Span<byte> ciphertext) => AesCbc.Encrypt(CipherKey, Iv, plaintext, ciphertext);

    public byte[]? Decrypt(ReadOnlySpan<byte> ciphertext) => AesCbc.Decrypt(CipherKey, Iv, ciphertext);
}
