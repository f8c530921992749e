namespace Tombolo.Xmpp.Stanzas;

/// <summary>One <c>&lt;to/&gt;</c> of an encrypted message.</summary>
/// <param name="Device">The device it is for, 1 to 127.</param>
/// <param name="Kind">What the ciphertext is.</param>
/// <param name="Whole">Both tags and what is between, in bytes of the stanza.</param>
/// <param name="Content">The base64 text, in bytes of the stanza.</param>
public readonly record struct EncryptedPart(int Device, CiphertextKind Kind, ByteRange Whole, ByteRange Content);
