namespace Tombolo.Peers.Tests.Signal;

/// <summary>
/// 2,000 messages over a bad line with each version, the session started by either side. Set <c>TOMBOLO_SEED</c> to repeat
/// a failure.
/// </summary>
[Collection(nameof(PeerCollection))]
public sealed class LongConversationTests(ITestOutputHelper output)
{
    private const int Messages = 2000;

    public static TheoryData<string, SessionMode, bool> Lines => new()
    {
        { "0.103.0", SessionMode.V4SpqrRequired, true },
        { "0.103.0", SessionMode.V4SpqrRequired, false },
        { "0.90.0", SessionMode.V4SpqrNegotiable, true },
        { "0.90.0", SessionMode.V4SpqrNegotiable, false },
        { "0.72.1", SessionMode.V4SpqrNegotiable, true },
        { "0.72.1", SessionMode.V3, false },
        { "0.22.0", SessionMode.V3, true },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task TwoThousandMessages_OverABadLine_AllArriveOnce(string version, SessionMode mode, bool weStart)
    {
        int seed = Seed();
        Line line = new(seed);

        Exception? failure = await line.TryRunAsync(_ => ConverseAsync(line, version, mode, weStart));

        output.WriteLine($"seed {seed}: {line.Delivered} delivered, {line.Duplicates} duplicates refused");
        Assert.True(failure is null, failure?.ToString());
        Assert.InRange(line.Delivered, Messages * 92 / 100, Messages * 98 / 100);
        Assert.InRange(line.Duplicates, Messages * 2 / 100, Messages * 8 / 100);
    }

    private static async Task ConverseAsync(Line line, string version, SessionMode mode, bool weStart)
    {
        await using PeerProcess process = PeerProcess.Start(version);
        IParty we = OurParty.Create(Addresses.Ours, mode);
        IParty peer = await PeerParty.CreateAsync(process, Addresses.Theirs);
        (IParty first, IParty second) = weStart ? (we, peer) : (peer, we);
        KyberChoice kyber = mode == SessionMode.V3 ? KyberChoice.None : KyberChoice.OneTime;
        await first.StartAsync(second, await second.PublishAsync(oneTime: true, kyber));
        Assert.Equal(Opened.As("first"), await second.DecryptAsync(first, await first.EncryptAsync(second, "first")));

        await line.RunAsync(first, second, Messages);
    }

    private static int Seed() =>
        int.TryParse(Environment.GetEnvironmentVariable("TOMBOLO_SEED"), out int seed) ? seed : Random.Shared.Next();
}
