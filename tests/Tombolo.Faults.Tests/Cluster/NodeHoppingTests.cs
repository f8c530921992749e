using Tombolo.Faults.Tests.Traffic;

namespace Tombolo.Faults.Tests.Cluster;

/// <summary>
/// Every line breaks again and again under load, and whoever was on it comes back to any of three nodes and asks for the session it had: on two of three that
/// session ends where it is, and the client is told how much of what it sent was handled.
/// </summary>
public sealed class NodeHoppingTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Clients_ThatResumeOnAnyNode_LoseNothing(bool isStandard)
    {
        await using var cluster = await ThreeNodes.StartAsync(isStandard ? ["standard"] : []);
        await using var lines = new NodeLines(cluster, node => isStandard ? node.PlainPort : node.TlsPort);
        var options = new TrafficOptions(lines.Port) { IsStandard = isStandard, MakeAccounts = names => StandardConnection.MakeAccounts(cluster.Store, names), Resumes = true, Listening = 8 };
        await using var traffic = new MessageTraffic(options);
        traffic.Flood();
        for (var hop = 0; hop < Rounds.Of(10); hop++)
        {
            await traffic.WaitForLoadAsync(Random.Shared.Next(200, 1_000), inFlight: 500);
            lines.Cut();
        }

        var count = await traffic.SettleAsync();

        output.WriteLine($"{count}; {string.Join(' ', options.Homecomings)}; {traffic}");

        // What a standard client whose session nobody knows sends again is stored again; devices of our own are known by their ids.
        var isForgotten = isStandard && options.Homecomings.ContainsKey(Homecoming.Forgotten);
        Assert.True((isForgotten ? count with { ShownTwice = [] } : count).IsSound, $"{count}\n{cluster.Logs}");
        Assert.True(options.IsHardlyAnybodyForgotten, string.Join(' ', options.Homecomings));
        Assert.True(options.Homecomings.GetValueOrDefault(Homecoming.Counted) >= Rounds.Of(10), "Hardly anybody came back to another node.");
        Assert.True(options.Homecomings.GetValueOrDefault(Homecoming.Resumed) > 0, "Nobody came back to the same node.");
    }
}
