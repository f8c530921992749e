using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Tombolo.Server.Mailboxes;
using Tombolo.Server.Observability;
using Tombolo.Server.Streams;
using Tombolo.Server.Tests.Transport;
using Tombolo.Server.Transport;

namespace Tombolo.Server.Tests.Streams;

/// <summary>What a device has saved is not kept for being sent again, whether or not the device has counted it (XEP-0198).</summary>
public sealed class ConfirmingFeedTests(StreamHost host) : IClassFixture<StreamHost>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly byte[] Answer = "<iq type='result' id='1'/>"u8.ToArray();

    private readonly SlowStore _store = new();

    [Fact]
    public async Task Entries_ThatAreSaved_AreForgottenWithWhatWasSentBeforeThem()
    {
        var feed = await FeedAsync();

        feed.Confirm(2);

        Assert.Equal(Entry(3).Content.Length, feed.BytesUnacknowledged);
        Assert.Equal(4u, feed.Sent);
    }

    [Fact]
    public async Task Confirmation_OfNothingThatWasSent_ForgetsNothing()
    {
        var feed = await FeedAsync();

        feed.Confirm(0);

        Assert.Equal(Answer.Length + Entry(1).Content.Length + Entry(2).Content.Length + Entry(3).Content.Length, feed.BytesUnacknowledged);
    }

    [Fact]
    public async Task Counts_BehindWhatIsSaved_AreTakenUntilTheyGoBack()
    {
        var feed = await FeedAsync();
        feed.Confirm(2);

        Assert.True(feed.Acknowledge(1));
        Assert.True(feed.Acknowledge(3));
        Assert.False(feed.Acknowledge(2));
        Assert.True(feed.Acknowledge(4));
        Assert.Equal(0, feed.BytesUnacknowledged);
        Assert.False(feed.Acknowledge(5));
    }

    [Fact]
    public async Task ResumedDevice_ThatCountedLessThanItSaved_IsSentNothingTwice()
    {
        var feed = await FeedAsync();
        feed.Confirm(2);
        feed.Disconnect();

        Assert.True(feed.Acknowledge(1));
        var again = await ConnectAsync(feed);

        Assert.StartsWith(Encoding.UTF8.GetString(Entry(3).Content) + "<entry ", again, StringComparison.Ordinal);
    }

    private static MailboxEntry Entry(long seq) =>
        new(seq, DateTimeOffset.UnixEpoch, false, Encoding.UTF8.GetBytes($"<message from='a@localhost/1' to='b@localhost/1' id='{seq}'>"));

    /// <summary>A managed device that was sent entry 1, an answer to something it asked, and entries 2 and 3.</summary>
    private async Task<OutboundFeed> FeedAsync()
    {
        var metrics = host.Server.Services.GetRequiredService<ServerMetrics>();
        var feed = new OutboundFeed(_store, new StreamOptions(), metrics, NullLogger.Instance, FeedKind.Device);
        feed.Connect(new ConnectionOutput(new WritesOnly(), metrics, TimeProvider.System), 1, isManaged: true);
        await _store.AskedAsync();
        _store.Answer([Entry(1)]);
        Assert.True(SpinWait.SpinUntil(() => feed.Sent == 1, Patience), "the first entry was not sent");
        feed.Answer(Answer);
        feed.Lag();
        await _store.AskedAsync();
        _store.Answer([Entry(2), Entry(3)]);
        Assert.True(SpinWait.SpinUntil(() => feed.Sent == 4, Patience), "the others were not sent");
        return feed;
    }

    /// <summary>What the device is sent at once on its next connection.</summary>
    private async Task<string> ConnectAsync(OutboundFeed feed)
    {
        var wire = new WritesOnly();
        var output = new ConnectionOutput(wire, host.Server.Services.GetRequiredService<ServerMetrics>(), TimeProvider.System);
        feed.Connect(output, 1, isManaged: true);
        await output.DrainAsync();
        return string.Concat(wire.Writes);
    }
}
