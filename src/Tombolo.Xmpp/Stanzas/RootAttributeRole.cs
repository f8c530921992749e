namespace Tombolo.Xmpp.Stanzas;

/// <summary>What an attribute of a first-level element is to the router.</summary>
internal enum RootAttributeRole
{
    Other,
    DefaultNamespace,
    To,
    From,
    Id,
    Type,
}
