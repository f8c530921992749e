using Tombolo.Faults.Tests.Ledgers;
using Tombolo.Faults.Tests.Traffic;

namespace Tombolo.Faults.Tests.Cluster;

/// <summary>Nodes go, one way or the other, while clients of all of them write to each other.</summary>
public sealed class NodesLostTests(ITestOutputHelper output)
{
    private const int RoundsToFindALie = 10;

    [Fact]
    public async Task OneOfThree_KilledUnderLoad_LosesNothing()
    {
        await using var cluster = await ThreeNodes.StartAsync();
        await using var traffic = new MessageTraffic(new TrafficOptions(cluster.Port) { Listening = 8 });
        for (var round = 0; round < Rounds.Of(2); round++)
        {
            traffic.Flood();
            var number = round % ThreeNodes.Count;
            await using var leftBehind = await LeftBehind.StandAsync(cluster, number);
            await traffic.WaitForLoadAsync(Random.Shared.Next(1_000, 3_000));
            var inFlight = traffic.InFlight;
            await cluster.KillAsync(number);

            // The other two go on by themselves, and so do the people of accounts that the third had.
            await leftBehind.CheckAsync("after");
            await traffic.WaitForLoadAsync(1_000, inFlight: 0);
            await cluster.StartAsync(number);
            var count = await traffic.SettleAsync();
            output.WriteLine($"round {round}: killed with {inFlight} in flight; {count}; {traffic}");
            Assert.True(count.IsSound, $"{count}\n{cluster.Logs}");
        }
    }

    [Fact]
    public async Task StoreThatAcknowledgesBeforeCommit_IsFoundOut()
    {
        await using var cluster = await ThreeNodes.StartAsync("early");
        await using var traffic = new MessageTraffic(new TrafficOptions(cluster.Port) { Listening = 8 });
        LedgerCount count;
        var round = 0;
        do
        {
            traffic.Flood();
            await traffic.WaitForLoadAsync(Random.Shared.Next(200, 1_000));
            await cluster.KillAsync(round % ThreeNodes.Count);
            await cluster.StartAsync(round % ThreeNodes.Count);
            count = await traffic.SettleAsync();
            output.WriteLine($"round {round}: {count}");
        }
        while (count.IsSound && ++round < RoundsToFindALie);

        Assert.False(count.IsSound, "A store that acknowledges before it commits went unnoticed: this test proves nothing.");
    }

    [Fact]
    public async Task AllThree_RestartedOneAfterAnotherUnderLoad_LoseNothing()
    {
        await using var cluster = await ThreeNodes.StartAsync();
        await using var traffic = new MessageTraffic(new TrafficOptions(cluster.Port) { Listening = 8 });
        for (var round = 0; round < Rounds.Of(1); round++)
        {
            traffic.Flood();
            for (var number = 0; number < ThreeNodes.Count; number++)
            {
                await traffic.WaitForLoadAsync(500);
                await cluster.StopAsync(number);
                await traffic.WaitForLoadAsync(500, inFlight: 0);
                await cluster.StartAsync(number);
            }

            var count = await traffic.SettleAsync();
            output.WriteLine($"round {round}: {count}; {traffic}");
            Assert.True(count.IsSound, $"{count}\n{cluster.Logs}");
        }
    }

    /// <summary>Emptied, and no process ends: whoever is on the node is told, and finds its session from the others.</summary>
    [Fact]
    public async Task AllThree_DrainedOneAfterAnotherUnderLoad_LoseNothing()
    {
        await using var cluster = await ThreeNodes.StartAsync();
        var options = new TrafficOptions(cluster.Port) { Listening = 8, Resumes = true };
        await using var traffic = new MessageTraffic(options);
        traffic.Flood();
        for (var number = 0; number < ThreeNodes.Count; number++)
        {
            await traffic.WaitForLoadAsync(500);
            var told = options.StreamErrors.GetValueOrDefault("system-shutdown");
            cluster.Drain(number);
            await traffic.WaitForStreamErrorsAsync("system-shutdown", told + 1);
            await traffic.WaitForLoadAsync(500, inFlight: 0);
            cluster.Undrain(number);
        }

        var count = await traffic.SettleAsync();
        output.WriteLine($"{count}; {string.Join(' ', options.Homecomings)}; {traffic}");
        Assert.True(count.IsSound, $"{count}\n{cluster.Logs}");
        Assert.True(options.IsHardlyAnybodyForgotten, string.Join(' ', options.Homecomings));
    }
}
