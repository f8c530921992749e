using Tombolo.Xmpp.StreamManagement;

namespace Tombolo.Xmpp.Tests.StreamManagement;

public class HandledCounterTests
{
    [Fact]
    public void Handled_WhenALaterStanzaCommitsFirst_WaitsForTheEarlier()
    {
        var counter = new HandledCounter();
        var first = counter.Begin();
        var second = counter.Begin();
        counter.Count();

        Assert.False(second.Complete());
        Assert.Equal((0u, 3), (counter.Handled, counter.Pending));
        Assert.True(first.Complete());
        Assert.Equal((3u, 0), (counter.Handled, counter.Pending));
    }

    [Fact]
    public void Handled_AtTheEndOfItsRange_Wraps()
    {
        var counter = new HandledCounter(uint.MaxValue);

        counter.Count();
        counter.Begin().Complete();

        Assert.Equal(1u, counter.Handled);
    }

    [Fact]
    public void Receipt_CompletedTwice_CountsOnce()
    {
        var counter = new HandledCounter();
        var receipt = counter.Begin();

        receipt.Complete();
        Assert.False(receipt.Complete());
        counter.Begin();
        Assert.False(receipt.Complete());

        Assert.Equal(1u, counter.Handled);
    }

    [Fact]
    public void Handled_UnderParallelCompletions_CountsAll()
    {
        var counter = new HandledCounter();
        var receipts = Enumerable.Range(0, 5000).Select(_ => counter.Begin()).ToArray();

        Parallel.ForEach(receipts, receipt => receipt.Complete());

        Assert.Equal(5000u, counter.Handled);
    }
}
