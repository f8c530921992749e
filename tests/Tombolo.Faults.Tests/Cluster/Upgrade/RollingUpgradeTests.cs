using Tombolo.Faults.Tests.Traffic;

namespace Tombolo.Faults.Tests.Cluster.Upgrade;

/// <summary>Nodes of two adjacent versions side by side, as they are for some minutes when a cluster goes from one to the next.</summary>
public sealed class RollingUpgradeTests(ITestOutputHelper output)
{
    [Fact]
    public async Task ThreeNodesOfThePreviousVersion_ReplacedOneAfterAnotherUnderLoad_LoseNothing()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("TOMBOLO_TEST_ALL") is null, "Part of ./test.sh --all, which builds the previous version.");
        Assert.True(Build.Present.IsThere, Build.Present.Missing);
        Assert.SkipUnless(Build.Previous.IsThere, Build.Previous.Missing);
        await using var cluster = await UpgradedCluster.StartAsync(Build.Previous);
        var options = new TrafficOptions(cluster.Port)
        {
            IsStandard = true,
            Resumes = true,
            Listening = 8,
            MakeAccounts = names => cluster.MakeAccounts(Build.Previous, names, StandardConnection.Password),
        };
        await using var traffic = new MessageTraffic(options);
        traffic.Flood();
        for (var number = 0; number < ThreeNodes.Count; number++)
        {
            await traffic.WaitForLoadAsync(500);
            await cluster.UpgradeAsync(number, Build.Present);
            await traffic.WaitForLoadAsync(500, inFlight: 0);
        }

        var count = await traffic.SettleAsync();

        output.WriteLine($"{count}; {string.Join(' ', options.Homecomings)}; {traffic}");

        // What a standard client whose session nobody knows sends again is stored again (ADR 19).
        var isForgotten = options.Homecomings.ContainsKey(Homecoming.Forgotten);
        Assert.True((isForgotten ? count with { ShownTwice = [] } : count).IsSound, $"{count}\n{cluster.Logs}");
        Assert.True(options.IsHardlyAnybodyForgotten, string.Join(' ', options.Homecomings));
        Assert.True(options.Homecomings.GetValueOrDefault(Homecoming.Counted) >= ThreeNodes.Count, "Hardly anybody came back to another node.");
    }
}
