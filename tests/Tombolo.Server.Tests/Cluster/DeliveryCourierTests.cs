using Microsoft.Extensions.Logging.Abstractions;
using Tombolo.Server.Accounts;
using Tombolo.Server.Cluster;
using Tombolo.Server.Consent;
using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Tests.Cluster;

/// <summary>What this node brings to the accounts of another, and how many calls that takes.</summary>
public sealed class DeliveryCourierTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly RecordedNode _node = new();
    private readonly DeliveryCourier _courier;

    public DeliveryCourierTests() => _courier = new DeliveryCourier(_node, NullLogger.Instance);

    [Fact]
    public void Deliveries_WhileCallsAreUnderWay_ShareTheNext()
    {
        var tasks = Enumerable.Range(0, 12).Select(number => _courier.DeliverAsync(Delivery($"{number}@localhost"))).ToArray();
        Assert.Equal([1, 1], _node.Calls.Select(static call => call.Length));

        _node.Answer(0);

        Assert.Equal([1, 1, 10], _node.Calls.Select(static call => call.Length));
        Assert.Equal(Enumerable.Range(2, 10).Select(static number => $"{number}@localhost"), _node.Calls[2].Select(static delivery => delivery.Account.ToString()));
        Assert.True(tasks[0].IsCompletedSuccessfully);
        Assert.False(tasks[1].IsCompleted);
    }

    [Fact]
    public async Task Reply_OfEachDelivery_ReachesWhoeverBroughtIt()
    {
        var tasks = Enumerable.Range(0, 5).Select(number => _courier.DeliverAsync(Delivery($"{number}@localhost"))).ToArray();

        _node.Answer(0);
        _node.Answer(1);
        _node.Answer(2);

        var replies = await Task.WhenAll(tasks).WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(0, 5).Select(static number => $"{number}@localhost"), replies.Select(static reply => System.Text.Encoding.UTF8.GetString(reply.Results![0].Extra!)));
    }

    [Fact]
    public async Task Call_ThatFails_GivesBackWhatItBroughtAndTheNextGoesOn()
    {
        var lost = _courier.DeliverAsync(Delivery("lost@localhost"));
        _node.Fail(0);
        Assert.Equal(NodeDeliveryOutcome.Elsewhere, (await lost.WaitAsync(Patience, TestContext.Current.CancellationToken)).Outcome);

        var next = _courier.DeliverAsync(Delivery("next@localhost"));
        _node.Answer(1);

        Assert.Equal(NodeDeliveryOutcome.Answered, (await next.WaitAsync(Patience, TestContext.Current.CancellationToken)).Outcome);
    }

    /// <summary>Of a node of another version.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Call_WithAnotherNumberOfReplies_GivesBackWhatItBrought(int replies)
    {
        var brought = _courier.DeliverAsync(Delivery("brought@localhost"));

        _node.Answer(0, [.. Enumerable.Repeat(new NodeDeliveryReply(NodeDeliveryOutcome.Done), replies)]);

        Assert.Equal(NodeDeliveryOutcome.Elsewhere, (await brought.WaitAsync(Patience, TestContext.Current.CancellationToken)).Outcome);
    }

    [Fact]
    public async Task Node_ThatIsGoing_IsWaitedForByWhatIsUnderWayOnly()
    {
        var underWay = new[] { _courier.DeliverAsync(Delivery("first@localhost")), _courier.DeliverAsync(Delivery("second@localhost")) };
        var waiting = _courier.DeliverAsync(Delivery("waiting@localhost"));

        _courier.Close();

        Assert.Equal(NodeDeliveryOutcome.Elsewhere, (await waiting.WaitAsync(Patience, TestContext.Current.CancellationToken)).Outcome);
        Assert.Equal(NodeDeliveryOutcome.Elsewhere, (await _courier.DeliverAsync(Delivery("late@localhost")).WaitAsync(Patience, TestContext.Current.CancellationToken)).Outcome);
        Assert.All(underWay, static task => Assert.False(task.IsCompleted));
        _node.Answer(0);
        Assert.Equal(NodeDeliveryOutcome.Answered, (await underWay[0].WaitAsync(Patience, TestContext.Current.CancellationToken)).Outcome);
        Assert.Equal(2, _node.Calls.Count);
    }

    [Fact]
    public void LargeMessages_AreSpreadOverCalls()
    {
        _ = _courier.DeliverAsync(Delivery("first@localhost"));
        _ = _courier.DeliverAsync(Delivery("second@localhost"));
        for (var number = 0; number < 10; number++)
        {
            _ = _courier.DeliverAsync(Delivery($"{number}@localhost", bytes: 300_000));
        }

        _node.Answer(0);
        _node.Answer(1);

        Assert.Equal([1, 1, 4, 4], _node.Calls.Select(static call => call.Length));
    }

    private static NodeDelivery Delivery(string account, int bytes = 10) => new(AccountAddress.Parse(account), [new InboundMessage
    {
        Sender = new DeviceAddress(AccountAddress.Parse("sender@localhost"), 1),
        Digest = null,
        Kind = MessageKind.Plain,
        Contents = [new DeviceContent(0, new byte[bytes])],
    }]);

    /// <summary>Another node that answers when it is told to, each delivery with the name of its account.</summary>
    private sealed class RecordedNode : INodeService
    {
        private readonly List<TaskCompletionSource<NodeDeliveryReply[]>> _answers = [];

        public List<NodeDelivery[]> Calls { get; } = [];

        public void Answer(int call) => Answer(call, [.. Calls[call].Select(static delivery =>
            new NodeDeliveryReply(NodeDeliveryOutcome.Answered, [new DeliveryResult(null, System.Text.Encoding.UTF8.GetBytes(delivery.Account.ToString()))]))]);

        public void Answer(int call, NodeDeliveryReply[] replies) => _answers[call].SetResult(replies);

        public void Fail(int call) => _answers[call].SetException(new TimeoutException());

        public Task<NodeDeliveryReply[]> DeliverAsync(NodeDelivery[] deliveries)
        {
            Calls.Add(deliveries);
            _answers.Add(new TaskCompletionSource<NodeDeliveryReply[]>());
            return _answers[^1].Task;
        }

        public Task TellAsync(SessionOrder[] orders) => throw new NotSupportedException();

        public Task<uint?> LetGoAsync(DeviceAddress device, string resumptionId, uint handled) => throw new NotSupportedException();
    }
}
