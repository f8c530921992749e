using System.Collections.Frozen;
using Tombolo.Server.Streams;
using Tombolo.Server.Transport;

namespace Tombolo.Server.Observability;

/// <summary>The values that tags may have. What a peer names freely becomes <c>_OTHER</c>, as the semantic conventions have it.</summary>
internal static class ClosedNames
{
    private static readonly FrozenSet<string> Mechanisms = FrozenSet.Create(
        StringComparer.Ordinal,
        "OAUTHBEARER", "HT-SHA-256-ENDP", "HT-SHA-256-NONE", "SCRAM-SHA-256-PLUS", "SCRAM-SHA-256", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-1", "PLAIN");

    public static string OfMechanism(string? mechanism) => mechanism is not null && Mechanisms.TryGetValue(mechanism, out var known) ? known : "_OTHER";

    public static string Of(TransportKind transport) => transport switch
    {
        TransportKind.DirectTls => "direct_tls",
        TransportKind.StartTls => "starttls",
        TransportKind.Plain => "plain",
        TransportKind.WebSocket => "websocket",
        _ => throw new ArgumentOutOfRangeException(nameof(transport)),
    };

    public static string Of(ConnectionEnd end) => end switch
    {
        ConnectionEnd.Lost => "lost",
        ConnectionEnd.Closed => "closed",
        ConnectionEnd.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(end)),
    };
}
