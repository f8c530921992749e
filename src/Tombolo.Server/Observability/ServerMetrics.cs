using System.Diagnostics.Metrics;
using Tombolo.Interop.Errors;
using Tombolo.Server.Cluster;
using Tombolo.Server.Streams;
using Tombolo.Server.Transport;

namespace Tombolo.Server.Observability;

/// <summary>
/// What is counted on this node. Names are a contract with dashboards; tags come from closed sets, never from what a peer wrote. On the way
/// of a message everything is counted in batches: adding one costs as much as adding a hundred.
/// </summary>
internal sealed class ServerMetrics
{
    private const string Transport = "tombolo.transport";
    private const string Mechanism = "tombolo.login.mechanism";
    private const string Outcome = "tombolo.outcome";
    private const string ErrorType = "error.type";

    private readonly ClientConnections _connections;
    private readonly Counter<long> _opened;
    private readonly Counter<long> _closed;
    private readonly Counter<long> _received;
    private readonly Counter<long> _sent;
    private readonly Counter<long> _accepted;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _delivered;
    private readonly Histogram<double> _acceptTime;
    private readonly Counter<long> _logins;
    private readonly Counter<long> _resumptions;

    public ServerMetrics(IMeterFactory meters, ClientConnections connections, SessionDirectory sessions, SessionRegistry registry)
    {
        _connections = connections;
        var meter = meters.Create(ServerTelemetry.MeterName);
        _opened = meter.CreateCounter<long>("tombolo.connections.opened", "{connection}", "Client connections taken, by transport.");
        _closed = meter.CreateCounter<long>("tombolo.connections.closed", "{connection}", "Client connections over, by transport and by how they ended.");
        _received = meter.CreateCounter<long>("tombolo.stanzas.received", "{stanza}", "Stanzas and other elements that logged-in clients sent, by kind.");
        _sent = meter.CreateCounter<long>("tombolo.stanzas.sent", "{stanza}", "Elements written to clients.");
        _accepted = meter.CreateCounter<long>("tombolo.messages.accepted", "{message}", "Messages of clients taken over: stored, or passed on when they are not for storing.");
        _refused = meter.CreateCounter<long>("tombolo.messages.refused", "{message}", "Messages of clients refused, by code.");
        _delivered = meter.CreateCounter<long>("tombolo.messages.delivered", "{message}", "Stored messages handed to a device's connection.");
        _acceptTime = meter.CreateHistogram<double>(
            "tombolo.message.accept.duration", "s", "Time until a batch of messages of one conversation was stored or refused.", advice: Seconds.Short);
        _logins = meter.CreateCounter<long>("tombolo.logins", "{login}", "Logins, by mechanism and outcome.");
        _resumptions = meter.CreateCounter<long>("tombolo.resumptions", "{resumption}", "Sessions that clients asked to resume, by outcome.");
        meter.CreateObservableUpDownCounter("tombolo.connection.count", CountConnections, "{connection}", "Open client connections, by transport and state.");
        meter.CreateObservableUpDownCounter("tombolo.session.count", () => CountSessions(sessions.Count, registry.Hibernated), "{session}", "Bound devices, with a connection or waiting to be resumed.");
    }

    public void ConnectionOpened(TransportKind transport) => _opened.Add(1, Tag(Transport, ClosedNames.Of(transport)));

    public void ConnectionClosed(TransportKind transport, ConnectionEnd end) =>
        _closed.Add(1, Tag(Transport, ClosedNames.Of(transport)), Tag("tombolo.connection.end", ClosedNames.Of(end)));

    /// <summary>Adds what was tallied since the last call.</summary>
    public void Received(ref StanzaTally tally)
    {
        Add(tally.Messages, "message");
        Add(tally.Iqs, "iq");
        Add(tally.Presences, "presence");
        Add(tally.Nonzas, "nonza");
        tally = default;

        void Add(int count, string kind)
        {
            if (count > 0)
            {
                _received.Add(count, Tag("tombolo.stanza.kind", kind));
            }
        }
    }

    public void Sent(int elements) => _sent.Add(elements);

    public void MessagesAccepted(int count)
    {
        if (count > 0)
        {
            _accepted.Add(count);
        }
    }

    public void MessageRefused(ErrorCode code) => _refused.Add(1, Tag(ErrorType, code.ToWireName()));

    public void MessagesDelivered(int count)
    {
        if (count > 0)
        {
            _delivered.Add(count);
        }
    }

    public void BatchAccepted(TimeSpan duration) => _acceptTime.Record(duration.TotalSeconds);

    public void LoggedIn(string mechanism) => _logins.Add(1, Tag(Mechanism, ClosedNames.OfMechanism(mechanism)), Tag(Outcome, "accepted"));

    public void LoginRefused(string? mechanism) => _logins.Add(1, Tag(Mechanism, ClosedNames.OfMechanism(mechanism)), Tag(Outcome, "refused"));

    public void Resumed() => _resumptions.Add(1, Tag(Outcome, "resumed"));

    public void ResumptionFailed() => _resumptions.Add(1, Tag(Outcome, "failed"));

    private static KeyValuePair<string, object?> Tag(string key, string value) => new(key, value);

    private static IEnumerable<Measurement<int>> CountSessions(int all, int waiting)
    {
        yield return new(Math.Max(0, all - waiting), Tag("tombolo.session.state", "connected"));
        yield return new(waiting, Tag("tombolo.session.state", "waiting"));
    }

    private IEnumerable<Measurement<int>> CountConnections()
    {
        var counts = _connections.Open.CountBy(connection => (connection.Transport, IsBound: connection.Session is not null)).ToDictionary();
        foreach (var transport in Enum.GetValues<TransportKind>())
        {
            yield return Count(transport, isBound: false, "login");
            yield return Count(transport, isBound: true, "bound");
        }

        Measurement<int> Count(TransportKind transport, bool isBound, string state) =>
            new(counts.GetValueOrDefault((transport, isBound)), Tag(Transport, ClosedNames.Of(transport)), Tag("tombolo.connection.state", state));
    }
}
