using Tombolo.Server.Partners;

namespace Tombolo.Server.Transport;

/// <summary>The web apps of live partners.</summary>
internal sealed class PartnerWebSocketOrigins(PartnerRegistry partners) : IWebSocketOrigins
{
    public bool IsAllowed(string origin) => partners.IsAppOrigin(origin);
}
