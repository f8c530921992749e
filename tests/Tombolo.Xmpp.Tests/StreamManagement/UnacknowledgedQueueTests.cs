using CsCheck;
using Tombolo.Xmpp.StreamManagement;

namespace Tombolo.Xmpp.Tests.StreamManagement;

public class UnacknowledgedQueueTests
{
    [Fact]
    public void Acknowledge_AcrossTheWrap_DropsExactlyThose()
    {
        var queue = new UnacknowledgedQueue<int>(uint.MaxValue - 1);
        for (var i = 0; i < 5; i++)
        {
            queue.Add(i);
        }

        var dropped = new List<int>();
        Assert.True(queue.Acknowledge(1, dropped.Add));

        Assert.Equal([0, 1, 2], dropped);
        Assert.Equal([3, 4], queue.Waiting);
        Assert.Equal((1u, 3u), (queue.Acknowledged, queue.Sent));
    }

    [Fact]
    public void Acknowledge_MoreThanSentOrLessThanBefore_IsRefusedAndDropsNothing()
    {
        var queue = new UnacknowledgedQueue<int>(10);
        queue.Add(1);

        Assert.False(queue.Acknowledge(12));
        Assert.False(queue.Acknowledge(9));
        Assert.Equal(1, queue.Count);
    }

    [Fact]
    public void Queue_UnderAnySequence_KeepsTheUnacknowledgedInOrder() =>
        Gen.Select(Gen.UInt, Gen.Int[0, 40].Array[0, 30]).Sample((start, steps) =>
        {
            var queue = new UnacknowledgedQueue<int>(start);
            var model = new Queue<int>();
            var next = 0;
            foreach (var step in steps)
            {
                queue.Add(next);
                model.Enqueue(next++);
                var take = step % (model.Count + 1);
                if (!queue.Acknowledge(unchecked(queue.Acknowledged + (uint)take)))
                {
                    return false;
                }

                for (; take > 0; take--)
                {
                    model.Dequeue();
                }
            }

            return queue.Waiting.SequenceEqual(model) && queue.Sent == unchecked(start + (uint)next);
        });
}
