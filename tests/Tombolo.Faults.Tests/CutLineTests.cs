using Tombolo.Faults.Tests.Processes;
using Tombolo.Faults.Tests.Traffic;
using Tombolo.TestNetwork;

namespace Tombolo.Faults.Tests;

/// <summary>
/// A whole conversation, from the first byte of the login to the last confirmation, over a line that breaks after the first byte; again, over one that
/// breaks a little later; and so on to the end: between any two stanzas, and in the middle of each.
/// </summary>
public sealed class CutLineTests(ITestOutputHelper output)
{
    private const int Messages = 6;

    // A byte of every so many is a place to break at, beside every seam.
    private static readonly int Step = Environment.GetEnvironmentVariable("TOMBOLO_TEST_ALL") is null ? 311 : 7;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SendersLine_BrokenAnywhere_LosesNothing(bool resumes) => await BreakEverywhereAsync(resumes, isSendersLine: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ReadersLine_BrokenAnywhere_LosesNothing(bool resumes) => await BreakEverywhereAsync(resumes, isSendersLine: false);

    private async Task BreakEverywhereAsync(bool resumes, bool isSendersLine)
    {
        using var folder = new DataFolder();
        await using var server = await ServerProcess.StartAsync(folder.Path);
        foreach (var direction in Enum.GetValues<LineDirection>())
        {
            var seams = await TalkAsync(server, resumes, isSendersLine, direction, long.MaxValue);
            long[] places = [.. seams.Concat(Steps(seams[^1])).Distinct().Order()];
            await Parallel.ForEachAsync(
                places, new ParallelOptions { MaxDegreeOfParallelism = 8 },
                async (place, _) => await TalkAsync(server, resumes, isSendersLine, direction, place));

            output.WriteLine($"{direction}: broken at {places.Length} places of {seams[^1]} bytes, {seams.Count} seams");
        }
    }

    private static IEnumerable<long> Steps(long end)
    {
        for (var place = 0L; place < end; place += Step)
        {
            yield return place;
        }
    }

    private static async Task<IReadOnlyList<long>> TalkAsync(ServerProcess server, bool resumes, bool isSendersLine, LineDirection direction, long place)
    {
        await using var line = new BreakingLine(server.HttpPort, direction, place);
        var options = new TrafficOptions(() => server.HttpPort)
        {
            IsWebSocket = true, Resumes = resumes, Conversations = 1, Listening = 1, Window = Messages / 2, Burst = 1, Total = Messages, Characters = 40,
        };
        options = isSendersLine ? options with { SenderPort = () => line.Port } : options with { ReaderPort = () => line.Port };
        await using var traffic = new MessageTraffic(options);
        traffic.Flood();
        await traffic.WaitForShownAsync(Messages);
        var count = await traffic.SettleAsync();
        Assert.True(count.IsSound && count.Acknowledged == Messages, $"{direction} broken after {place} bytes: {count}; {traffic}");
        return [.. line.SeamsOf(direction)];
    }
}
