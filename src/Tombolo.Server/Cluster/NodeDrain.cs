using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tombolo.Server.Observability;
using Tombolo.Server.Transport;
using Tombolo.Xmpp.Streams;

namespace Tombolo.Server.Cluster;

/// <summary>
/// Empties this node without ending it, for as long as an operator wishes it (<see cref="DrainRequest"/>). Not ready at once; when a proxy has had its time to
/// see that, newcomers are turned away and clients are told to come back, which leads them elsewhere. Their sessions wait here to be taken over, and their
/// accounts follow them; accounts of nobody are let go.
/// </summary>
internal sealed partial class NodeDrain(
    ClientConnections connections, ReceptionDirectory receptions, IHostApplicationLifetime lifetime, IOptions<TomboloServerOptions> options, TimeProvider time, ILogger<NodeDrain> logger)
    : BackgroundService, IReadinessCheck
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
                Follow(DrainRequest.Exists(options.Value.Storage.DataFolder));
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private void Follow(bool isWished)
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

        if (isWished && time.GetElapsedTime(_since) >= options.Value.Node.DrainTime)
        {
            Empty();
        }
    }

    /// <summary>Again each second: somebody may have been on the way in, and sessions that nobody takes over come to their end.</summary>
    private void Empty()
    {
        connections.Close();
        foreach (var connection in connections.Open)
        {
            connection.End(new StreamError(StreamErrorCondition.SystemShutdown));
        }

        receptions.LetGoOfNobodys();
    }

    [LoggerMessage(EventId = 3011, Level = LogLevel.Information, Message = "The drain of this node {What}.")]
    private partial void LogDrain(string what);
}
