namespace Tombolo.Xmpp.Stanzas;

/// <summary>What is wrong with the shape of an encrypted message, as far as it shows without decrypting.</summary>
public enum EncryptedDefect
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>More than one <c>encrypted</c> or <c>retry</c>.</summary>
    Repeated,

    /// <summary>An element other than <c>to</c> inside <c>encrypted</c>, or anything inside <c>to</c> but text.</summary>
    ForeignElement,

    /// <summary>Text between the parts.</summary>
    StrayText,

    /// <summary>A device number that is missing or outside 1 to 127.</summary>
    Device,

    /// <summary>The same device twice.</summary>
    DuplicateDevice,
}
