using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Tombolo.Server.Mailboxes;
using Tombolo.Server.Observability;
using Tombolo.Server.Streams;
using Tombolo.Server.Tests.Transport;
using Tombolo.Server.Transport;

namespace Tombolo.Server.Tests.Streams;

/// <summary>A client's feed between its connections.</summary>
public sealed class SleepingFeedTests(StreamHost host) : IClassFixture<StreamHost>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly MailboxEntry Entry = new(1, DateTimeOffset.UnixEpoch, false, "<message from='a@localhost' to='b@localhost' id='1'><body>one</body>"u8.ToArray());

    private readonly SlowStore _store = new();

    /// <summary>What another client of the account acknowledges is deleted, so it must not be left to the store.</summary>
    [Fact]
    public async Task StandardClient_ThatFallsAsleepWhileItIsRead_KeepsWhatComesOfIt()
    {
        var feed = await ReadingAsync(FeedKind.Standard);

        feed.Disconnect();
        _store.Answer([Entry]);

        Assert.True(SpinWait.SpinUntil(() => feed.BytesUnacknowledged == Entry.Content.Length, Patience), "nothing was kept for the client");
    }

    [Fact]
    public async Task StandardClient_ThatWasToldOfMoreWhileItSlept_KeepsThatToo()
    {
        var feed = await ReadingAsync(FeedKind.Standard);

        feed.Disconnect();
        feed.Offer(Entry with { Seq = 2 }, 1);
        _store.Answer([Entry]);
        await _store.AskedAsync();
        _store.Answer([Entry with { Seq = 2 }]);

        Assert.True(SpinWait.SpinUntil(() => feed.BytesUnacknowledged == 2 * Entry.Content.Length, Patience), "something was not kept for the client");
    }

    [Fact]
    public async Task StandardClient_ThatIsUnavailable_IsReadNothing()
    {
        var feed = await ReadingAsync(FeedKind.Standard);

        feed.Open(false);
        feed.Disconnect();
        _store.Answer([Entry]);

        feed.Lag();
        Assert.Equal(0, feed.BytesUnacknowledged);
        Assert.Equal(1, _store.Reads);
    }

    /// <summary>A feed whose first page has been asked for and has not come.</summary>
    private async Task<OutboundFeed> ReadingAsync(FeedKind kind)
    {
        var metrics = host.Server.Services.GetRequiredService<ServerMetrics>();
        var feed = new OutboundFeed(_store, new StreamOptions(), metrics, NullLogger.Instance, kind);
        feed.Open(true);
        feed.Connect(new ConnectionOutput(new WritesOnly(), metrics, TimeProvider.System), 1, isManaged: true);
        await _store.AskedAsync();
        return feed;
    }
}
