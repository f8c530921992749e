using Tombolo.Faults.Tests.Processes;
using Tombolo.Faults.Tests.Traffic;
using Tombolo.TestNetwork;

namespace Tombolo.Faults.Tests;

/// <summary>
/// A whole conversation of standard clients that resume (XEP-0198 section 5), over a line in the clear that breaks behind the first tag, and in the middle of
/// the next; again, behind the second; and so on to the end: between any two stanzas, and within each.
/// </summary>
public sealed class StandardCutLineTests(ITestOutputHelper output)
{
    private const int Messages = 6;

    [Fact]
    public Task SendersLine_BrokenAnywhere_LosesNothing() => BreakEverywhereAsync(isSendersLine: true);

    [Fact]
    public Task ReadersLine_BrokenAnywhere_LosesNothing() => BreakEverywhereAsync(isSendersLine: false);

    private async Task BreakEverywhereAsync(bool isSendersLine)
    {
        using var folder = new DataFolder();
        await using var server = await ServerProcess.StartAsync(folder.Path, "standard");
        foreach (var direction in Enum.GetValues<LineDirection>())
        {
            var (_, carried) = await TalkAsync(server, folder, isSendersLine, direction, long.MaxValue);
            long[] places = [.. PlacesIn(carried)];
            var broken = 0;
            await Parallel.ForEachAsync(
                places, new ParallelOptions { MaxDegreeOfParallelism = 8 },
                async (place, _) => Interlocked.Add(ref broken, (await TalkAsync(server, folder, isSendersLine, direction, place)).HasBroken ? 1 : 0));

            output.WriteLine($"{direction}: broken at {broken} of {places.Length} places in {carried.Count} bytes");

            // What is said differs a little from time to time: towards the end a line may carry less than the first one did.
            Assert.True(broken >= places.Length * 9 / 10, $"{direction}: only {broken} of {places.Length} lines broke.");
        }
    }

    /// <summary>Nothing at all, behind each tag, and between each two.</summary>
    private static IEnumerable<long> PlacesIn(IReadOnlyList<byte> carried)
    {
        yield return 0;
        var last = 0;
        for (var index = 0; index < carried.Count; index++)
        {
            if (carried[index] == '>')
            {
                yield return (last + index + 1) / 2;
                yield return last = index + 1;
            }
        }
    }

    private static async Task<(bool HasBroken, IReadOnlyList<byte> Carried)> TalkAsync(ServerProcess server, DataFolder folder, bool isSendersLine, LineDirection direction, long place)
    {
        await using var line = new BreakingLine(server.PlainPort, direction, place);
        var options = new TrafficOptions(() => server.PlainPort)
        {
            IsStandard = true, MakeAccounts = names => StandardConnection.MakeAccounts(folder.Path, names), Resumes = true,
            Conversations = 1, Listening = 1, Window = Messages / 2, Burst = 1, Total = Messages, Characters = 40,
        };
        options = isSendersLine ? options with { SenderPort = () => line.Port } : options with { ReaderPort = () => line.Port };
        await using var traffic = new MessageTraffic(options);
        traffic.Flood();
        await traffic.WaitForShownAsync(Messages);
        var count = await traffic.SettleAsync();
        Assert.True(count.IsSound && count.Acknowledged == Messages, $"{direction} broken after {place} bytes: {count}; {traffic}");
        return (line.HasBroken, [.. line.CarriedIn(direction)]);
    }
}
