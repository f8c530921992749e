using System.Globalization;

namespace Tombolo.Faults.Tests;

/// <summary>
/// SIGKILL at random points with more than a thousand messages on their way. Whatever was acknowledged before must be there after.
/// </summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Conversations = 8;
    private const int Listening = 4;
    private const int MinimumInFlight = 1_000;

    private static int Rounds => int.Parse(Environment.GetEnvironmentVariable("TOMBOLO_FAULT_ROUNDS") ?? "20", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Server_KilledUnderLoad_LosesNothingItAcknowledged()
    {
        var (rounds, missing) = await KillAsync(acknowledgesEarly: false, Rounds);

        Assert.Equal(0, missing);
        Assert.Equal(Rounds, rounds);
    }

    [Fact]
    public async Task Store_ThatAcknowledgesBeforeCommit_IsFoundOut()
    {
        var (_, missing) = await KillAsync(acknowledgesEarly: true, 20);

        Assert.True(missing > 0, "A store that acknowledges before it commits went unnoticed: this test proves nothing.");
    }

    private async Task<(int Rounds, int Missing)> KillAsync(bool acknowledgesEarly, int limit)
    {
        var folder = Directory.CreateTempSubdirectory("tombolo-faults-").FullName;
        var conversations = Enumerable.Range(0, Conversations).Select(_ => new Conversation()).ToArray();
        var missing = 0;
        var round = 0;
        try
        {
            while (round < limit && missing == 0)
            {
                round++;
                await FloodAndKillAsync(folder, acknowledgesEarly, conversations);
                missing = await RestartAndCountAsync(folder, acknowledgesEarly, conversations);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return (round, missing);
    }

    private async Task FloodAndKillAsync(string folder, bool acknowledgesEarly, Conversation[] conversations)
    {
        using var server = await ServerProcess.StartAsync(folder, acknowledgesEarly);
        var port = server.TlsPort;
        var before = conversations.Sum(conversation => conversation.Acknowledged);
        var clients = conversations.Select(conversation => conversation.FloodAsync(port))
            .Concat(conversations.Take(Listening).Select(conversation => conversation.ListenAsync(port)))
            .ToArray();
        await WaitForLoadAsync(conversations, before + Random.Shared.Next(500, 6_000));
        var inFlight = conversations.Sum(conversation => conversation.InFlight);
        await server.KillAsync();
        await Task.WhenAll(clients);
        output.WriteLine($"killed with {inFlight} in flight, {conversations.Sum(conversation => conversation.Acknowledged) - before} acknowledged in this round");
    }

    /// <summary>Waits until enough is acknowledged, then for a moment with a full thousand in flight.</summary>
    private static async Task WaitForLoadAsync(Conversation[] conversations, int acknowledged)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (conversations.Sum(conversation => conversation.Acknowledged) < acknowledged
            || conversations.Sum(conversation => conversation.InFlight) < MinimumInFlight)
        {
            if (limit.IsCancellationRequested)
            {
                throw new TimeoutException("The load never reached a thousand messages in flight.");
            }

            await pulse.WaitForNextTickAsync();
        }
    }

    private static async Task<int> RestartAndCountAsync(string folder, bool acknowledgesEarly, Conversation[] conversations)
    {
        using var server = await ServerProcess.StartAsync(folder, acknowledgesEarly);
        await Task.WhenAll(conversations.Select(conversation => conversation.RepeatAsync(server.TlsPort)));
        await Task.WhenAll(conversations.Select(conversation => conversation.CatchUpAsync(server.TlsPort)));
        var missing = conversations.Sum(conversation => conversation.Missing().Count);
        if (missing == 0)
        {
            foreach (var conversation in conversations)
            {
                Assert.Equal(Enumerable.Range(0, conversation.Acknowledged), conversation.Shown());
            }
        }

        await server.KillAsync();
        return missing;
    }
}
