using System.Collections.Concurrent;
using System.Diagnostics;
using Tombolo.Server.Observability;
using Tombolo.Server.Tests.Streams;

namespace Tombolo.Server.Tests.Observability;

public sealed class TracesTests(StreamHost host) : IClassFixture<StreamHost>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Message_WhenTraced_IsOneTraceFromAcceptOverCommitToDeliver()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = Listen(spans);
        var bob = StreamHost.NewAccount();
        await using var sender = await host.LogInAsync(StreamHost.NewDevice(), webSocket: true);
        await using var receiver = await host.LogInAsync(bob + "/1");

        await sender.SendMessageAsync(bob, "m", "RAECAwQFBgcICQoL");
        await receiver.ExpectAsync("message");
        var accept = await WaitForAsync(spans, "message accept");

        await WaitForAsync(spans, "message deliver");

        var commit = Assert.Single(spans, span => span.OperationName == "message commit" && span.TraceId == accept.TraceId);
        var deliver = Assert.Single(spans, span => span.OperationName == "message deliver" && span.TraceId == accept.TraceId);
        Assert.Equal((accept.SpanId, commit.SpanId), (commit.ParentSpanId, deliver.ParentSpanId));
        Assert.Null(accept.ParentId);
        Assert.Contains(spans, span => span.OperationName == "login" && span.TraceId != accept.TraceId);
        Assert.DoesNotContain(spans.SelectMany(static span => span.TagObjects), tag => tag.Value?.ToString()!.Contains('@', StringComparison.Ordinal) is true);
    }

    [Fact]
    public void Spans_WhileNobodyListens_AreNotMade()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 1000; round++)
        {
            ServerTraces.Accept(1)?.Dispose();
            ServerTraces.Commit(1)?.Dispose();
        }

        // Other tests of this process may listen meanwhile; then there is nothing to learn here.
        Assert.SkipWhen(ServerTelemetry.Source.HasListeners(), "Somebody listens.");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
    }

    private static ActivityListener Listen(ConcurrentQueue<Activity> spans)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == ServerTelemetry.ActivitySourceName,
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static async Task<Activity> WaitForAsync(ConcurrentQueue<Activity> spans, string name)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            if (spans.FirstOrDefault(span => span.OperationName == name) is { } found)
            {
                return found;
            }

            Assert.False(patience.IsCancellationRequested, $"no span '{name}' within {Patience.TotalSeconds} seconds");
            await Task.Yield();
        }
    }
}
