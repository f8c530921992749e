namespace Tombolo.Floods.Tests;

/// <summary>One connection does its worst; two people beside it talk on, and the host's memory stays what it was.</summary>
public sealed class StanzaFloodTests(SharedServer shared, ITestOutputHelper output) : IClassFixture<SharedServer>
{
    private const int Rounds = 3;
    private const int Messages = 300;
    private const long MostMemory = 256L << 20;

    // What a held flooder is answered in a second after its burst; an unheld one gets a hundred times that.
    private const double MostAnswers = 100_000;

    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(10);

    private static readonly Dictionary<string, (string Stanza, bool Reads)> Floods = new(StringComparer.Ordinal)
    {
        ["questions"] = (Many("<iq type='get' id='q'><ping xmlns='urn:xmpp:ping'/></iq>"), true),
        ["questions whose answers nobody reads"] = (Many("<iq type='get' id='q'><query xmlns='jabber:iq:roster'/></iq>"), false),
        ["presence"] = (Many("<presence><show>away</show></presence><presence/>"), true),
        ["huge messages"] = ("<message to='mallory@localhost' type='chat' id='h'><body>" + new string('x', 250_000) + "</body></message>", true),
        ["messages to nobody"] = (Many("<message to='nobody@localhost' type='chat' id='n'><body>?</body></message><message to='noone@localhost' type='chat' id='n'><body>?</body></message>"), true),
    };

    public static TheoryData<string> Names { get; } = [.. Floods.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Flood_OnOneConnection_LeavesOthersTheirTime(string flood)
    {
        Assert.True(await HoldsAsync(shared.Server, flood, Rounds), $"the flood of {flood} was felt by others; see the output");
    }

    [Fact]
    public async Task Flood_WhenTheBudgetIsOff_IsFelt()
    {
        await using var server = await FloodedServer.StartAsync("unlimited");

        Assert.False(await HoldsAsync(server, "questions", rounds: 1), "this test would not notice a host without limits");
    }

    public static TheoryData<string, string> Shapes { get; } = new()
    {
        { "nesting", Many("<a>") },
        { "one attribute without end", "<message to='" + new string('x', 40_000) },
        { "namespaces", "<message " + string.Concat(Enumerable.Range(0, 500).Select(number => $"xmlns:n{number}='urn:n{number}' ")) },
        { "one name without end", "<" + new string('x', 40_000) },
        { "children", "<message>" + Many("<a/>") },
        { "text without end", "<message><body>" + new string('x', 300_000) },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Shape_WithoutEnd_EndsTheConnection(string shape, string flood)
    {
        var server = shared.Server;
        var before = server.MemoryBytes();
        using var flooder = new Flooder(server.Port, flood, reads: true);

        Assert.True(SpinWait.SpinUntil(() => flooder.IsEnded, TimeSpan.FromSeconds(20)), $"{shape}: the connection still stands");
        Assert.InRange(server.MemoryBytes() - before, long.MinValue, MostMemory);
    }

    private static string Many(string stanza) => string.Concat(Enumerable.Repeat(stanza, 200));

    /// <summary>On a machine that does other things, one round of three has to be good.</summary>
    private async Task<bool> HoldsAsync(FloodedServer server, string flood, int rounds)
    {
        await using var bystanders = await Bystanders.StartAsync(server);
        for (var round = 0; round < rounds; round++)
        {
            var calm = await bystanders.TalkAsync(Messages);
            var memory = server.MemoryBytes();
            using var flooder = new Flooder(server.Port, Floods[flood].Stanza, Floods[flood].Reads);
            await bystanders.TalkAsync(Messages);
            var (heard, start) = (flooder.Heard, System.Diagnostics.Stopwatch.GetTimestamp());
            var flooded = await bystanders.TalkAsync(Messages);
            var answers = (flooder.Heard - heard) / System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds;
            var growth = server.MemoryBytes() - memory;
            output.WriteLine($"{flood}: p99 {calm.TotalMilliseconds:F1} ms calm, {flooded.TotalMilliseconds:F1} ms flooded; {growth >> 20} MiB more; {answers:N0} bytes answered in a second");
            if (flooded <= (2 * calm) + Slack && growth <= MostMemory && (flood == "huge messages" || answers <= MostAnswers))
            {
                return true;
            }
        }

        return false;
    }
}
