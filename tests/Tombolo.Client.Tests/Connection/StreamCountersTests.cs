using Tombolo.Client.Connection;

namespace Tombolo.Client.Tests.Connection;

public class StreamCountersTests
{
    [Fact]
    public void Acknowledge_SomeOfMany_CoversThoseAndKeepsTheRest()
    {
        var counters = Sent("a", "b", "c");

        Assert.Equal(["a", "b"], counters.Acknowledge(2).Select(stanza => stanza.Id));
        Assert.Empty(counters.Acknowledge(2));
        Assert.Equal(["c"], counters.Unacknowledged.Select(stanza => stanza.Id));
    }

    [Fact]
    public void Acknowledge_MoreThanWasSent_IsTheHostsMistake() =>
        Assert.Throws<ConnectionLostException>(() => Sent("a").Acknowledge(2));

    [Fact]
    public void Acknowledge_LessThanBefore_IsTheHostsMistake()
    {
        var counters = Sent("a", "b");
        counters.Acknowledge(2);

        Assert.Throws<ConnectionLostException>(() => counters.Acknowledge(1));
    }

    private static StreamCounters Sent(params IEnumerable<string> ids)
    {
        var counters = new StreamCounters();
        foreach (var id in ids)
        {
            counters.CountSent(new SentStanza(id, []));
        }

        return counters;
    }
}
