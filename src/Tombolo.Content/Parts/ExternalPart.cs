namespace Tombolo.Content.Parts;

/// <summary>A reference to encrypted bytes elsewhere, with what is needed to fetch, check and open them.</summary>
public sealed record ExternalPart : NestedPart
{
    /// <summary>AEAD number of AES-128-GCM (RFC 5116), the one everybody must know.</summary>
    public const ushort Aes128Gcm = 1;

    /// <summary>Hash number of SHA-256.</summary>
    public const byte Sha256 = 1;

    /// <summary>Media type of the opened bytes.</summary>
    public required string ContentType { get; init; }

    /// <summary>Where the encrypted bytes are. Written by the sender: check it before fetching.</summary>
    public required string Url { get; init; }

    /// <summary>When the bytes go away, seconds since 1970 (UTC); 0 for never.</summary>
    public uint ExpiresAt { get; init; }

    /// <summary>Size of the opened bytes as claimed; 0 when not said.</summary>
    public ulong SizeBytes { get; init; }

    /// <summary>AEAD number (IANA registry); 0 for none.</summary>
    public ushort EncryptionAlgorithm { get; init; }

    /// <summary>Key of the AEAD. A secret.</summary>
    public ReadOnlyMemory<byte> Key { get; init; }

    /// <summary>Nonce of the AEAD.</summary>
    public ReadOnlyMemory<byte> Nonce { get; init; }

    /// <summary>Additional data of the AEAD.</summary>
    public ReadOnlyMemory<byte> AdditionalData { get; init; }

    /// <summary>Hash number; 0 for none.</summary>
    public byte HashAlgorithm { get; init; }

    /// <summary>Hash of the encrypted bytes.</summary>
    public ReadOnlyMemory<byte> ContentHash { get; init; }

    /// <summary>For people; may be empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>Suggested file name. Written by the sender: never used as a path.</summary>
    public string FileName { get; init; } = "";
}
