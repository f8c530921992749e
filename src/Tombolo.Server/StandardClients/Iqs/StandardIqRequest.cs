using System.Xml.Linq;
using Tombolo.Server.Routing;
using Tombolo.Server.Streams;
using Tombolo.Xmpp.Addressing;

namespace Tombolo.Server.StandardClients.Iqs;

/// <summary>One question of a standard client, bounded in size and depth by the stream before it gets here.</summary>
/// <param name="Session">Who asks.</param>
/// <param name="To">Whom: the host's domain, or the bare address of an account; the own one when nothing was said.</param>
/// <param name="Type">Get or set.</param>
/// <param name="Payload">The question.</param>
internal sealed record StandardIqRequest(DeviceSession Session, Jid To, IqType Type, XElement Payload)
{
    /// <summary>Whether it is to the own account or to the host itself.</summary>
    public bool IsOwn => To.IsDomain || To.SameBare(Session.Jid);
}
