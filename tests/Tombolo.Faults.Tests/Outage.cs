using Tombolo.Faults.Tests.Ledgers;
using Tombolo.Faults.Tests.Processes;
using Tombolo.Faults.Tests.Traffic;

namespace Tombolo.Faults.Tests;

/// <summary>The store cannot be written to for a while, under load.</summary>
internal static class Outage
{
    /// <summary>
    /// The server says so to the senders in one way only, lets everybody read what there is, lives on, and goes on by itself when the store is
    /// well again.
    /// </summary>
    public static async Task<LedgerCount> RunAsync(ITestOutputHelper output, ServerProcess server, Action harm, Action mend)
    {
        var options = new TrafficOptions(() => server.TlsPort);
        var count = await RunAsync(
            output, options, harm, mend,
            async traffic =>
            {
                await traffic.WaitForRefusalsAsync();
                await traffic.ReadAllAsync();
            });
        Assert.False(server.HasExited, server.Log);
        Assert.Equal(["storage_unavailable"], options.Refusals.Keys);
        Assert.All(options.StreamErrors.Keys, name => Assert.Equal("resource-constraint", name));
        return count;
    }

    /// <summary>A store that lies acknowledges all the same.</summary>
    public static Task<LedgerCount> RunLyingAsync(ITestOutputHelper output, ServerProcess server, Action harm, Action mend) =>
        RunAsync(output, new TrafficOptions(() => server.TlsPort), harm, mend, traffic => traffic.WaitForLoadAsync(1_000, inFlight: 0));

    private static async Task<LedgerCount> RunAsync(ITestOutputHelper output, TrafficOptions options, Action harm, Action mend, Func<MessageTraffic, Task> whileBroken)
    {
        await using var traffic = new MessageTraffic(options);
        traffic.Flood();
        await traffic.WaitForLoadAsync(1_000);
        harm();
        await whileBroken(traffic);
        output.WriteLine($"broken: {traffic}");
        mend();
        await traffic.WaitForLoadAsync(1_000, inFlight: 0);
        var count = await traffic.SettleAsync();
        output.WriteLine($"mended: {count}; {traffic}");
        return count;
    }
}
