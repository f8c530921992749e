namespace Tombolo.Server.Fuzz;

/// <summary>Which types count their branches: what reads bytes of a peer, and what acts on them.</summary>
internal static class Instrumented
{
    private static readonly string[] Rooms =
        ["Tombolo.Xmpp.", "Tombolo.Server.Streams.", "Tombolo.Server.Routing.", "Tombolo.Server.StandardClients.", "Tombolo.Server.Keys.", "Tombolo.Server.Consent.", "Tombolo.Server.Accounts.", "Tombolo.Server.Transport.WebSocketTransport"];

    // Background work of the output takes branches by the moment, not by the input.
    private static readonly string[] Unsteady = ["OutboundFeed", "SessionRegistry"];

    /// <param name="type">Full name; types of this program itself are left out, because they run before the counters exist.</param>
    internal static bool Contains(string type) => Array.Exists(Rooms, room => type.StartsWith(room, StringComparison.Ordinal))
        && !Array.Exists(Unsteady, name => type.Contains(name, StringComparison.Ordinal));
}
