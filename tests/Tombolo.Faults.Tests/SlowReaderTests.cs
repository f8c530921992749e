using Tombolo.Faults.Tests.Processes;
using Tombolo.Faults.Tests.Traffic;
using Tombolo.TestHost;
using Tombolo.TestNetwork;

namespace Tombolo.Faults.Tests;

/// <summary>Readers who are connected and do not read, or hardly, while far more comes for them than a host would want to hold.</summary>
public sealed class SlowReaderTests(ITestOutputHelper output)
{
    private const int Slow = 24;
    private const int Messages = 800;
    private const int Characters = 8_000;

    // A MiB for each on its way, one more to be sent again (StreamOptions.MaxBytesWaiting), and some room; three times as much waits for them.
    private const long MemoryBytes = (2L * Slow << 20) + (8L << 20);

    // Where the kernel holds next to nothing, the buffer of what is on its way is half as large again, and the pool still has what earlier connections grew through.
    private const long TricklingMemoryBytes = (4L * Slow << 20) + (16L << 20);

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

    /// <summary>Each is shed when it has taken nothing to speak of for the stall time, comes back, and takes a little more. Devices of our own and standard clients.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TakingAByteNowAndThen_AreShedMemoryIsBoundedAndAllComesLater(bool isStandard)
    {
        using var folder = new DataFolder();
        await using var server = await ServerProcess.StartAsync(folder.Path, ["stall=3", "narrow", .. isStandard ? ["standard"] : Array.Empty<string>()]);
        var port = isStandard ? server.PlainPort : server.TlsPort;
        await using var line = new TricklingLine(port);
        await using var slow = new MessageTraffic(new TrafficOptions(() => port)
        {
            ReaderPort = () => line.Port, IsStandard = isStandard, MakeAccounts = names => StandardConnection.MakeAccounts(folder.Path, names), Resumes = true,
            Conversations = Slow, Listening = Slow, Total = 4 * Messages, Characters = Characters / 4, Window = 200, Burst = 20,
        });
        var before = await server.HeapBytesAsync();

        slow.Flood();
        await slow.WaitForAcknowledgedAsync(Slow * 4 * Messages);
        await slow.WaitForBreaksAsync(3 * Slow);
        var grown = await server.HeapBytesAsync() - before;
        output.WriteLine($"{grown >> 20} MiB more for {(long)Slow * Messages * Characters >> 20} MiB that wait; {slow}");
        Assert.True(slow.Shown < Slow * 2 * Messages, "They are not slow.");
        line.Widen();
        var count = await slow.SettleAsync();

        output.WriteLine($"{count}");
        count.AssertSound();
        Assert.Equal(Slow * 4 * Messages, slow.Shown);
        Assert.True(grown < TricklingMemoryBytes, $"{grown >> 20} MiB are held for readers who hardly read.");
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
