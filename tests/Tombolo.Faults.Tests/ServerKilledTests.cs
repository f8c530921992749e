using Tombolo.Faults.Tests.Ledgers;
using Tombolo.Faults.Tests.Processes;
using Tombolo.Faults.Tests.Traffic;
using Tombolo.TestHost;

namespace Tombolo.Faults.Tests;

/// <summary>SIGKILL of the server at random points, with more than a thousand messages on their way.</summary>
public sealed class ServerKilledTests(ITestOutputHelper output)
{
    private const int RoundsToFindALie = 20;

    [Fact]
    public async Task OnSqlite_KilledUnderLoad_LosesNothing()
    {
        using var folder = new DataFolder();

        (await KillAsync(folder, Rounds.Of(20), count => !count.IsSound)).AssertSound();
    }

    [Fact]
    public async Task OnPostgres_KilledUnderLoad_LosesNothing()
    {
        using var folder = new DataFolder();

        var count = await KillAsync(folder, Rounds.Of(5), count => !count.IsSound, "postgres=" + PostgresServer.Shared.CreateDatabase());

        count.AssertSound();
    }

    [Fact]
    public async Task OnSqlite_StoreThatAcknowledgesBeforeCommit_IsFoundOut()
    {
        using var folder = new DataFolder();

        var count = await KillAsync(folder, RoundsToFindALie, count => count.Lost.Length > 0, "early");

        Assert.True(count.Lost.Length > 0, "A store that acknowledges before it commits went unnoticed: this test proves nothing.");
    }

    [Fact]
    public async Task OnPostgres_StoreThatAcknowledgesBeforeCommit_IsFoundOut()
    {
        using var folder = new DataFolder();

        var count = await KillAsync(folder, RoundsToFindALie, count => count.Lost.Length > 0, "early", "postgres=" + PostgresServer.Shared.CreateDatabase());

        Assert.True(count.Lost.Length > 0, "A store that acknowledges before it commits went unnoticed: this test proves nothing.");
    }

    /// <summary>Kills, starts again, lets everybody finish and counts, until the count says stop or the rounds are over.</summary>
    private async Task<LedgerCount> KillAsync(DataFolder folder, int rounds, Predicate<LedgerCount> stop, params string[] switches)
    {
        var server = await ServerProcess.StartAsync(folder.Path, switches);
        try
        {
            await using var traffic = new MessageTraffic(new TrafficOptions(() => server.TlsPort));
            for (var round = 1; ; round++)
            {
                traffic.Flood();
                await traffic.WaitForLoadAsync(Random.Shared.Next(200, 2_500));
                var inFlight = traffic.InFlight;
                await server.KillAsync();
                await server.DisposeAsync();
                server = await ServerProcess.StartAsync(folder.Path, switches);
                var count = await traffic.SettleAsync();
                output.WriteLine($"round {round}: killed with {inFlight} in flight; {count}");
                if (round == rounds || stop(count))
                {
                    return count;
                }
            }
        }
        finally
        {
            await server.DisposeAsync();
        }
    }
}
