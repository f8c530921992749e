using Tombolo.Xmpp.Namespaces;

namespace Tombolo.Xmpp.Stanzas;

/// <summary>A child directly below a first-level element.</summary>
/// <param name="Namespace">Its namespace, or <see cref="KnownNamespace.Unknown"/>.</param>
/// <param name="Whole">Both tags and what is between, in bytes of the stanza.</param>
/// <param name="Content">What is between its tags; empty for an empty-element tag.</param>
/// <param name="NameRange">Where its local name lies among the decoded values: read it by <see cref="StanzaEnvelope.NameOf"/>.</param>
public readonly record struct ChildElement(KnownNamespace Namespace, ByteRange Whole, ByteRange Content, ByteRange NameRange);
