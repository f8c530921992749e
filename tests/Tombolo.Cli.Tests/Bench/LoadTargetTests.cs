using Tombolo.Cli.Bench;

namespace Tombolo.Cli.Tests.Bench;

public sealed class LoadTargetTests
{
    private const int Users = 1800;

    /// <summary>The pairs of which half, or two thirds, cross come out even: 900 is a multiple of four and of nine.</summary>
    [Theory]
    [InlineData(1, nameof(LoadSpread.Apart), 0)]
    [InlineData(1, nameof(LoadSpread.Even), 0)]
    [InlineData(2, nameof(LoadSpread.Together), 0)]
    [InlineData(2, nameof(LoadSpread.Even), 450)]
    [InlineData(2, nameof(LoadSpread.Apart), 900)]
    [InlineData(3, nameof(LoadSpread.Together), 0)]
    [InlineData(3, nameof(LoadSpread.Even), 600)]
    [InlineData(3, nameof(LoadSpread.Apart), 900)]
    public void Pairs_OnSoManyNodes_CrossAsOftenAsAskedAndFillNodesEvenly(int nodes, string spread, int crossing)
    {
        var ports = Enumerable.Range(0, Users).Select(Target(nodes, Enum.Parse<LoadSpread>(spread)).For).Select(target => target.Port).ToArray();

        Assert.Equal(crossing, ports.Chunk(2).Count(pair => pair[0] != pair[1]));
        Assert.Equal(Enumerable.Range(1, nodes).Select(port => (port, Users / nodes)), ports.CountBy(port => port).Select(node => (node.Key, node.Value)).Order());
    }

    [Fact]
    public void Pairs_OfAnEvenProxy_CrossInEveryDirection()
    {
        var target = Target(3, LoadSpread.Even);

        var ways = Enumerable.Range(0, 9).Select(pair => (target.For(2 * pair).Port, target.For((2 * pair) + 1).Port)).Distinct();

        Assert.Equal(9, ways.Count());
    }

    [Theory]
    [InlineData("192.0.2.1:5222")]
    [InlineData("example.org:5222")]
    [InlineData("localhost")]
    [InlineData("127.0.0.1:99999")]
    public void Target_BeyondThisMachineOrWithoutPort_IsRefused(string text) => Assert.Throws<FormatException>(() => LoadTarget.Parse(text));

    private static LoadTarget Target(int nodes, LoadSpread spread) => new("127.0.0.1", 1, "localhost", LoadTransport.Plain, LoadMechanism.Plain)
    {
        Others = [.. Enumerable.Range(2, nodes - 1).Select(port => ("127.0.0.1", port))],
        Spread = spread,
    };
}
