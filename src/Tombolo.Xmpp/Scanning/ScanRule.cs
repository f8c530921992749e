namespace Tombolo.Xmpp.Scanning;

/// <summary>The rule that a refused stream broke. Each belongs to one stream error: see <see cref="ScanRules"/>.</summary>
public enum ScanRule
{
    /// <summary>Nothing was broken.</summary>
    None,

    /// <summary>A character that XML does not allow, or <c>U+FFFE</c>, <c>U+FFFF</c>.</summary>
    Character,

    /// <summary>Bytes that are not UTF-8, or a declared encoding other than UTF-8.</summary>
    Encoding,

    /// <summary>An element or attribute name that is no qualified name.</summary>
    Name,

    /// <summary>A tag whose punctuation is wrong.</summary>
    Tag,

    /// <summary>An attribute without space before it, equals sign or quotes.</summary>
    Attribute,

    /// <summary>The same attribute twice, by name or by namespace and local name.</summary>
    DuplicateAttribute,

    /// <summary>An end tag that does not match the open element.</summary>
    EndTag,

    /// <summary><c>&amp;</c> that starts no reference, or a reference to a character XML does not allow.</summary>
    Reference,

    /// <summary>An entity beyond the five predefined ones.</summary>
    Entity,

    /// <summary><c>]]&gt;</c> in text.</summary>
    SectionEnd,

    /// <summary>A prefix that is declared nowhere.</summary>
    UndeclaredPrefix,

    /// <summary>A prefix that only the stream header declares, used inside an element.</summary>
    HeaderPrefix,

    /// <summary>A stanza (message, presence, iq) with a prefix.</summary>
    PrefixedStanza,

    /// <summary>A namespace declaration that Namespaces in XML forbids (<c>xml</c>, <c>xmlns</c>, an empty prefix binding).</summary>
    NamespaceDeclaration,

    /// <summary>A comment.</summary>
    Comment,

    /// <summary>A processing instruction.</summary>
    ProcessingInstruction,

    /// <summary>A document type declaration.</summary>
    DocumentType,

    /// <summary>An XML declaration with a wrong shape or version, or in a wrong place.</summary>
    Declaration,

    /// <summary>Text or markup where only elements may stand.</summary>
    Misplaced,

    /// <summary>The root is not the <c>stream</c> element of the streams namespace.</summary>
    StreamNamespace,

    /// <summary>The content namespace is not <c>jabber:client</c>.</summary>
    ContentNamespace,

    /// <summary>A WebSocket message that ends inside an element or goes on after it.</summary>
    MessageFraming,

    /// <summary>More bytes in one element than <see cref="ScannerLimits.MaxElementBytes"/>.</summary>
    ElementSize,

    /// <summary>A tag longer than <see cref="ScannerLimits.MaxTagBytes"/>.</summary>
    TagSize,

    /// <summary>Elements nested deeper than <see cref="ScannerLimits.MaxDepth"/>.</summary>
    Depth,

    /// <summary>More attributes on one element than <see cref="ScannerLimits.MaxAttributes"/>.</summary>
    AttributeCount,

    /// <summary>More children of a first-level element than <see cref="ScannerLimits.MaxChildren"/>.</summary>
    ChildCount,
}
