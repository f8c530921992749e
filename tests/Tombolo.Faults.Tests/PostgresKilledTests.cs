using Tombolo.Faults.Tests.Ledgers;
using Tombolo.Faults.Tests.Processes;
using Tombolo.Faults.Tests.Traffic;
using Tombolo.TestHost;

namespace Tombolo.Faults.Tests;

/// <summary>
/// SIGKILL of PostgreSQL under a running server, which finds it again by itself. What it was doing is lost or was done, and it cannot know: senders
/// get no acknowledgement for it but a refusal, and repeat. The server's own setting is the one that loses commits: the host does not rely on it.
/// </summary>
public sealed class PostgresKilledTests(ITestOutputHelper output)
{
    private const int RoundsToFindALie = 20;

    [Fact]
    public async Task WholeServerKilled_LosesNothingAndGoesOnByItself() =>
        (await BreakAsync(Rounds.Of(4), count => !count.IsSound, KillAndStart)).AssertSound();

    [Fact]
    public async Task OneBackendKilled_LosesNothingAndGoesOnByItself() =>
        (await BreakAsync(Rounds.Of(4), count => !count.IsSound, postgres => postgres.KillBackend())).AssertSound();

    /// <summary>Before the commit, and before the commit reached the disk.</summary>
    [Theory]
    [InlineData("early")]
    [InlineData("unflushed")]
    public async Task StoreThatAcknowledgesTooEarly_IsFoundOut(string lie)
    {
        var count = await BreakAsync(RoundsToFindALie, count => count.Lost.Length > 0, KillAndStart, lie);

        Assert.True(count.Lost.Length > 0, "A store that acknowledges too early went unnoticed: this test proves nothing.");
    }

    private static void KillAndStart(PostgresServer postgres)
    {
        postgres.Kill();
        postgres.Start();
    }

    private async Task<LedgerCount> BreakAsync(int rounds, Predicate<LedgerCount> stop, Action<PostgresServer> fault, params string[] switches)
    {
        using var folder = new DataFolder();
        using var postgres = new PostgresServer(flushes: true);
        postgres.Set("synchronous_commit", "off");
        await using var server = await ServerProcess.StartAsync(folder.Path, ["postgres=" + postgres.CreateDatabase(), .. switches]);
        var options = new TrafficOptions(() => server.TlsPort);
        await using var traffic = new MessageTraffic(options);
        for (var round = 1; ; round++)
        {
            traffic.Flood();
            await traffic.WaitForLoadAsync(Random.Shared.Next(200, 2_500));
            var inFlight = traffic.InFlight;
            fault(postgres);
            await traffic.WaitForLoadAsync(200, inFlight: 0);
            var count = await traffic.SettleAsync();
            output.WriteLine($"round {round}: {inFlight} in flight; {count}; {traffic}");
            if (round == rounds || stop(count))
            {
                Assert.False(server.HasExited);
                Assert.All(options.Refusals.Keys, code => Assert.Equal("storage_unavailable", code));
                Assert.All(options.StreamErrors.Keys, name => Assert.Equal("resource-constraint", name));
                return count;
            }
        }
    }
}
