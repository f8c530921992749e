using System.Diagnostics.Metrics;
using Tombolo.Server.Cluster;
using Tombolo.Server.Streams;
using Tombolo.Server.Transport;

namespace Tombolo.Server.Observability;

/// <summary>What is counted on this node. Names are a contract with dashboards; tags come from closed sets.</summary>
internal sealed class ServerMetrics
{
    private readonly Counter<long> _messages;
    private readonly Counter<long> _logins;

    public ServerMetrics(IMeterFactory meters, ClientConnections connections, SessionDirectory sessions, SessionRegistry registry)
    {
        var meter = meters.Create(ServerTelemetry.MeterName);
        _messages = meter.CreateCounter<long>("tombolo.messages", "{message}", "Messages of clients, by what became of them.");
        _logins = meter.CreateCounter<long>("tombolo.logins", "{login}", "Logins, by outcome.");
        meter.CreateObservableUpDownCounter("tombolo.connections", () => connections.Count, "{connection}", "Open client connections.");
        meter.CreateObservableUpDownCounter("tombolo.sessions", () => sessions.Count, "{session}", "Bound devices, with or without a connection.");
        meter.CreateObservableUpDownCounter("tombolo.sessions.hibernated", () => registry.Hibernated, "{session}", "Sessions that wait to be resumed.");
    }

    public void MessageAccepted() => _messages.Add(1, new KeyValuePair<string, object?>("outcome", "accepted"));

    public void MessageRefused() => _messages.Add(1, new KeyValuePair<string, object?>("outcome", "refused"));

    public void LoggedIn(string outcome) => _logins.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
