using Tombolo.Faults.Tests.Processes;
using Tombolo.Faults.Tests.Traffic;
using Tombolo.TestHost;

namespace Tombolo.Faults.Tests;

/// <summary>Readers who are connected and do not read, while far more comes for them than a host would want to hold.</summary>
public sealed class SlowReaderTests(ITestOutputHelper output)
{
    private const int Slow = 24;
    private const int Messages = 800;
    private const int Characters = 8_000;

    // A MiB for each on its way, one more to be sent again (StreamOptions.MaxBytesWaiting), and some room; three times as much waits for them.
    private const long MemoryBytes = (2L * Slow << 20) + (8L << 20);

    [Fact]
    public async Task NeverReading_MemoryIsBoundedOthersGoOnAndAllComesLater()
    {
        using var folder = new DataFolder();
        await using var server = await ServerProcess.StartAsync(folder.Path);
        await using var others = new MessageTraffic(new TrafficOptions(() => server.TlsPort));
        others.Flood();
        await others.WaitForLoadAsync(2_000);
        await using var slow = new MessageTraffic(new TrafficOptions(() => server.TlsPort)
        {
            Conversations = Slow, Listening = 0, Total = Messages, Characters = Characters, Window = 40, Burst = 10,
        });
        var deaf = await ConnectAsync(server, slow.Receivers);
        var before = await server.HeapBytesAsync();

        slow.Flood();
        await slow.WaitForAcknowledgedAsync(Slow * Messages);
        var grown = await server.HeapBytesAsync() - before;
        var othersMeanwhile = await others.SettleAsync();

        output.WriteLine($"{grown >> 20} MiB more for {(long)Slow * Messages * Characters >> 20} MiB that wait; others: {othersMeanwhile}");
        Assert.True(grown < MemoryBytes, $"{grown >> 20} MiB are held for readers who do not read.");
        othersMeanwhile.AssertSound();
        var count = await slow.SettleAsync();
        count.AssertSound();
        Assert.Equal(Slow * Messages, slow.Shown);
        foreach (var client in deaf)
        {
            client.Cut();
            client.Reading = Task.CompletedTask;
        }
    }

    /// <summary>Logged in, and from then on deaf.</summary>
    private static async Task<TestClient[]> ConnectAsync(ServerProcess server, IEnumerable<string> receivers)
    {
        var clients = new List<TestClient>();
        foreach (var receiver in receivers)
        {
            var client = await TestClient.ConnectTlsAsync(server.TlsPort);
            await client.LogInAsync(receiver + "/1");
            client.Reading = new TaskCompletionSource().Task;
            clients.Add(client);
        }

        return [.. clients];
    }
}
