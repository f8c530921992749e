using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tombolo.Server.Observability;
using Tombolo.Server.Transport;

namespace Tombolo.Server.Cluster;

/// <summary>
/// Empties this node without ending it, for as long as an operator wishes it (<see cref="DrainRequest"/>). Not ready at once; when a proxy has had its time to
/// see that, newcomers are turned away and clients are told where to go on. Their sessions wait here to be taken over, and their
/// accounts follow them; accounts of nobody are let go.
/// </summary>
internal sealed partial class NodeDrain(
    ClientConnections connections,
    ReceptionDirectory receptions,
    NodeLocations locations,
    IHostApplicationLifetime lifetime,
    IOptions<TomboloServerOptions> options,
    TimeProvider time,
    ILogger<NodeDrain> logger) : BackgroundService, IReadinessCheck
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private long _since;

    private bool IsDraining => Volatile.Read(ref _since) != 0;

    public ValueTask<HealthFinding?> LookAsync(CancellationToken cancellationToken) => ValueTask.FromResult(IsDraining ? new HealthFinding("draining", IsFatal: true) : null);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                await FollowAsync(DrainRequest.Exists(options.Value.Storage.DataFolder), stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task FollowAsync(bool isWished, CancellationToken cancellationToken)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return;
        }

        if (isWished != IsDraining)
        {
            Volatile.Write(ref _since, isWished ? Math.Max(1, time.GetTimestamp()) : 0);
            LogDrain(isWished ? "begins" : "is over");
            connections.Reopen();
        }

        if (isWished)
        {
            await locations.WithdrawAsync(cancellationToken);
        }
        else if (lifetime.ApplicationStarted.IsCancellationRequested)
        {
            await locations.TellAsync(cancellationToken);
        }

        if (isWished && time.GetElapsedTime(_since) >= options.Value.Node.DrainTime)
        {
            await EmptyAsync(cancellationToken);
        }
    }

    /// <summary>Again each second: somebody may have been on the way in, and sessions that nobody takes over come to their end.</summary>
    private async Task EmptyAsync(CancellationToken cancellationToken)
    {
        connections.Close();
        if (connections.Count > 0)
        {
            connections.SendAway(new Farewell(await locations.OthersAsync(cancellationToken)));
        }

        receptions.LetGoOfNobodys();
    }

    [LoggerMessage(EventId = 3011, Level = LogLevel.Information, Message = "The drain of this node {What}.")]
    private partial void LogDrain(string what);
}
