using Tombolo.Faults.Tests.Processes;
using Tombolo.Faults.Tests.Traffic;
using Tombolo.TestHost;

namespace Tombolo.Faults.Tests;

/// <summary>The clock of the running host jumps, with more than a thousand messages on their way.</summary>
public sealed class ClockJumpTests(ITestOutputHelper output)
{
    // More than the 24 hours in which repetitions are known, and more than the 30 days for which messages are kept.
    private static readonly TimeSpan[] Jumps = [TimeSpan.FromHours(25), TimeSpan.Zero, TimeSpan.FromHours(-25), TimeSpan.FromDays(40), TimeSpan.Zero];

    [Fact]
    public async Task OnSqlite_JumpsUnderLoad_LoseNothing() => await JumpAsync();

    [Fact]
    public async Task OnPostgres_JumpsUnderLoad_LoseNothing() => await JumpAsync("postgres=" + PostgresServer.Shared.CreateDatabase());

    private async Task JumpAsync(params string[] switches)
    {
        using var folder = new DataFolder();
        await using var server = await ServerProcess.StartAsync(folder.Path, switches);
        await using var traffic = new MessageTraffic(new TrafficOptions(() => server.TlsPort));
        foreach (var ahead in Jumps)
        {
            traffic.Flood();
            await traffic.WaitForLoadAsync(1_000);
            var inFlight = traffic.InFlight;
            await server.SetClockAsync(ahead);
            await traffic.WaitForLoadAsync(1_000);
            var count = await traffic.SettleAsync();
            output.WriteLine($"clock set to {ahead} with {inFlight} in flight; {count}; {traffic}");
            count.AssertSound();
        }

        Assert.False(server.HasExited);
    }
}
