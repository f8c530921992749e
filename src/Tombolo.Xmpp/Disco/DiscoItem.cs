using Tombolo.Xmpp.Addressing;

namespace Tombolo.Xmpp.Disco;

/// <summary>One thing that belongs to an entity (XEP-0030 section 4).</summary>
/// <param name="Jid">Its address.</param>
/// <param name="Node">Its node; null for none.</param>
/// <param name="Name">For people; null for none.</param>
public sealed record DiscoItem(Jid Jid, string? Node, string? Name);
