using Microsoft.Extensions.Hosting;
using Orleans.Runtime;
using Tombolo.Server.Streams;

namespace Tombolo.Server.Cluster;

/// <summary>Sees nodes go. The grains they had are gone with them, so the sessions here that these grains knew make themselves known again.</summary>
internal sealed class NodeWatch(IClusterMembershipService membership, Nodes nodes, SessionReattachment sessions) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        HashSet<SiloAddress> present = [];
        try
        {
            await foreach (var snapshot in membership.MembershipUpdates.WithCancellation(stoppingToken))
            {
                HashSet<SiloAddress> now = [.. snapshot.Members.Values.Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress)];
                foreach (var gone in present.Except(now))
                {
                    nodes.Forget(gone);
                    sessions.BeginFrom(gone);
                }

                present = now;
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }
}
