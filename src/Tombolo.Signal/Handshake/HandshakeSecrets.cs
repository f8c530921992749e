using System.Security.Cryptography;

namespace Tombolo.Signal;

/// <summary>
/// The key derivation of PQXDH (revision 3, section 2.2 and 3.3) and X3DH (section 3.3): collects the shared secrets in the
/// order given there and derives root key, chain key and, for version 4, the SPQR key. Labels as in signal-wire 5.
/// </summary>
internal ref struct HandshakeSecrets
{
    /// <summary>32 bytes of 0xFF, four DH results, one KEM secret.</summary>
    public const int MemorySize = 32 + (4 * 32) + 32;

    public const int OutputSize = 96;

    private readonly Span<byte> _memory;
    private int _used;

    public HandshakeSecrets(Span<byte> memory)
    {
        _memory = memory;
        // X3DH section 2.2: F, so that the input never is a valid encoding of a key or signature.
        _memory[..32].Fill(0xFF);
        _used = 32;
    }

    private static ReadOnlySpan<byte> LabelV4 => "WhisperText_X25519_SHA-256_CRYSTALS-KYBER-1024"u8;

    private static ReadOnlySpan<byte> LabelV3 => "WhisperText"u8;

    /// <summary>Adds DH(ours, theirs) for keys that lie one behind the other; false when one is zero, which ends the handshake.</summary>
    public bool TryAddAgreements(ReadOnlySpan<byte> ours, ReadOnlySpan<byte> theirs)
    {
        bool agreed = SignalPrimitives.Current.X25519Many(ours, theirs, _memory.Slice(_used, ours.Length));
        _used += ours.Length;
        return agreed;
    }

    /// <summary>The place for the KEM's shared secret, or for any other 32 bytes.</summary>
    public Span<byte> Next()
    {
        Span<byte> next = _memory.Slice(_used, 32);
        _used += 32;
        return next;
    }

    /// <summary>Writes root key, chain key and SPQR key (version 4 only; zero else), and clears the secrets.</summary>
    public readonly void Derive(byte version, Span<byte> output)
    {
        output[..OutputSize].Clear();
        if (version == MessageVersion.V3)
        {
            Hmac.DeriveKey([], _memory[.._used], LabelV3, output[..64]);
        }
        else
        {
            Hmac.DeriveKey([], _memory[.._used], LabelV4, output[..OutputSize]);
        }

        CryptographicOperations.ZeroMemory(_memory);
    }
}
