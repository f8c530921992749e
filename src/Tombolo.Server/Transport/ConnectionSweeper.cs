using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Tombolo.Server.Abuse;
using Tombolo.Server.Cluster;
using Tombolo.Server.Streams;
using Tombolo.Xmpp.Streams;

namespace Tombolo.Server.Transport;

/// <summary>
/// Looks over all connections once a second, instead of a timer for each: sheds those that do not log in, do not read or do not
/// answer, and ends sessions nobody came back for. When the host stops it says so to everybody.
/// </summary>
internal sealed class ConnectionSweeper(
    ClientConnections connections,
    SessionRegistry sessions,
    FormerSessions formers,
    SessionReattachment reattachments,
    NodeLocations locations,
    ConnectionGate gate,
    IHostApplicationLifetime lifetime,
    IOptions<TomboloServerOptions> options,
    TimeProvider time) : BackgroundService, IHostedLifecycleService
{
    /// <summary>From one look to the next.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan FarewellTime = TimeSpan.FromSeconds(5);

    private StreamOptions Limits => options.Value.Streams;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Before any part stops: the web server, which stops first, would wait half a minute for its WebSockets to end by themselves.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // Not ready any more from here on, and a proxy gets time to see it, as other nodes do.
        lifetime.StopApplication();
        await locations.WithdrawForGoodAsync(cancellationToken);
        await Task.Delay(options.Value.Node.DrainTime, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        connections.Close();
        var leaving = connections.Open.Select(connection => connection.Ended).ToArray();
        connections.SendAway(new Farewell(await locations.OthersAsync(cancellationToken)));
        await Task.WhenAny(Task.WhenAll(leaving), Task.Delay(FarewellTime, time, cancellationToken));
        connections.Abort();
        await Task.WhenAny(sessions.SettleAsync(), Task.Delay(FarewellTime, time, cancellationToken));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var connection in connections.Open)
                {
                    Look(connection);
                }

                sessions.CloseExpired();
                formers.ForgetExpired();
                reattachments.BeginDue();
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private void Look(ClientConnection connection)
    {
        if (connection.Output.StalledFor > Limits.StallTime || (connection.IsSecuring && connection.Age > Limits.LoginTime))
        {
            connection.Abort();
        }
        else if (connection.TimeWithinStanza() > Limits.StanzaTime)
        {
            connection.End(new StreamError(StreamErrorCondition.ConnectionTimeout));
        }
        else if (connection.Session is not { } session)
        {
            if (connection.Age > (gate.IsCrowded ? Limits.LoginTime / 3 : Limits.LoginTime))
            {
                connection.End(new StreamError(StreamErrorCondition.ConnectionTimeout));
            }
        }
        else
        {
            session.Feed.Beat();
            if (connection.Silence > Limits.IdleTime)
            {
                Ask(connection, session);
            }
        }
    }

    private void Ask(ClientConnection connection, DeviceSession session)
    {
        if (connection.Silence > 2 * Limits.IdleTime)
        {
            connection.End(new StreamError(StreamErrorCondition.ConnectionTimeout));
        }
        else if (!connection.IsAsked)
        {
            connection.IsAsked = true;
            session.AskWhetherThere();
        }
    }
}
