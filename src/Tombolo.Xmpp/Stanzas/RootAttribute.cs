namespace Tombolo.Xmpp.Stanzas;

/// <summary>One attribute of a first-level element.</summary>
/// <param name="Role">What it is to the router.</param>
/// <param name="Name">Its qualified name, among the decoded values.</param>
/// <param name="Value">What it stands for, among the decoded values.</param>
/// <param name="Raw">Name, equals sign and quoted value as they came, in bytes of the stanza.</param>
internal readonly record struct RootAttribute(RootAttributeRole Role, ByteRange Name, ByteRange Value, ByteRange Raw);
