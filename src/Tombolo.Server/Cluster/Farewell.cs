using System.Security.Cryptography;
using Tombolo.Server.Streams;
using Tombolo.Server.Transport;
using Tombolo.Xmpp.Streams;

namespace Tombolo.Server.Cluster;

/// <summary>What this node says to the clients it sends away: where to go on, each of the other nodes in turn, so that none of them gets all.</summary>
internal sealed class Farewell(IReadOnlyList<NodeLocation> others)
{
    private static readonly StreamError Plain = new(StreamErrorCondition.SystemShutdown);

    private readonly Dictionary<TransportKind, Round> _rounds = [];

    /// <summary>For this client. Not from two threads at once.</summary>
    public StreamError To(ClientConnection connection) =>
        connection.IsInsideTls && Next(connection.Transport) is { } host ? new StreamError(StreamErrorCondition.SeeOtherHost) { OtherHost = host } : Plain;

    private string? Next(TransportKind way)
    {
        if (!_rounds.TryGetValue(way, out var round))
        {
            _rounds[way] = round = new Round([.. others.Select(other => other.For(way)).OfType<string>()]);
        }

        return round.Next();
    }

    /// <summary>Begins anywhere: several nodes that are emptied one by one do not all begin with the same.</summary>
    private sealed class Round(string[] hosts)
    {
        private int _turn = hosts.Length == 0 ? 0 : RandomNumberGenerator.GetInt32(hosts.Length);

        public string? Next() => hosts.Length == 0 ? null : hosts[_turn++ % hosts.Length];
    }
}
