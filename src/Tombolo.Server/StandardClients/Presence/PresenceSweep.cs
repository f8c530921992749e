using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Tombolo.Server.Streams;

namespace Tombolo.Server.StandardClients.Presence;

/// <summary>
/// Has the presence grains of this node that know clients look now and then for those that died with their own node. One timer for all of them: one of a grain's
/// own costs 800 bytes, and there is a grain for each person connected.
/// </summary>
internal sealed class PresenceSweep(TimeProvider time) : BackgroundService
{
    /// <summary>Twice the time after which a session makes itself known again: a client that says nothing for longer is gone.</summary>
    public static readonly TimeSpan LongestSilence = 2 * SessionReattachment.Every;

    private readonly ConcurrentDictionary<PresenceGrain, byte> _grains = [];

    /// <summary>The grain knows clients from now on.</summary>
    public void Watch(PresenceGrain grain) => _grains.TryAdd(grain, 0);

    /// <summary>It knows none any more, or ends.</summary>
    public void Forget(PresenceGrain grain) => _grains.TryRemove(grain, out _);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SessionReattachment.Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var (grain, _) in _grains)
            {
                // What fails is tried again in the next round.
                await grain.AsReference<IPresenceGrain>().SweepAsync(CancellationToken.None).WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
