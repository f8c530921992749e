using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Tombolo.Server.Mailboxes;
using Tombolo.Server.Observability;
using Tombolo.Server.Streams;
using Tombolo.Server.Tests.Transport;
using Tombolo.Server.Transport;
using Tombolo.Xmpp.StreamManagement;

namespace Tombolo.Server.Tests.Streams;

/// <summary>What goes to a standard client right behind <c>enabled</c>: it may not count yet, and its answer may be a count of its last session.</summary>
public sealed class HeldFeedTests(StreamHost host) : IClassFixture<StreamHost>
{
    private const string Presence = "<presence from='bob@localhost/js' to='bob@localhost/js'/>";
    private const string Answer = "<iq type='result' id='1'/>";
    private const string Asking = "<r xmlns='urn:xmpp:sm:3'/>";

    private readonly WritesOnly _wire = new();
    private ConnectionOutput _output = null!;

    [Fact]
    public async Task Presence_RightBehindEnabled_WaitsForTheClientsNextWord()
    {
        var feed = Managed();

        feed.Push(Encoding.UTF8.GetBytes(Presence));
        Assert.DoesNotContain(Presence, await WrittenAsync(), StringComparison.Ordinal);

        feed.Hear();
        Assert.EndsWith(Presence + Asking, await WrittenAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Presence_RightBehindEnabled_GoesToASilentClientAfterASecond()
    {
        var feed = Managed();

        feed.Push(Encoding.UTF8.GetBytes(Presence));
        feed.Beat();
        Assert.DoesNotContain(Presence, await WrittenAsync(), StringComparison.Ordinal);

        feed.Beat();
        Assert.EndsWith(Presence + Asking, await WrittenAsync(), StringComparison.Ordinal);
    }

    /// <summary>Its count may still be that of the session that is gone; too high, it would end the stream.</summary>
    [Fact]
    public async Task Client_ThatCouldNotResume_IsNotAskedRightBehindEnabled()
    {
        var feed = Managed(hasWishedToResume: true);

        feed.Hear();
        feed.Answer(Encoding.UTF8.GetBytes(Answer));
        feed.Push(Encoding.UTF8.GetBytes(Presence));
        Assert.EndsWith(Answer, await WrittenAsync(), StringComparison.Ordinal);

        feed.Beat();
        feed.Beat();
        Assert.EndsWith(Answer + Presence + Asking, await WrittenAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void Client_ThatDropsRightBehindEnabled_FindsPresenceWhenItResumes()
    {
        var feed = Managed();

        feed.Push(Encoding.UTF8.GetBytes(Presence));
        feed.Disconnect();

        Assert.Equal(Presence.Length, feed.BytesUnacknowledged);
        Assert.False(feed.HasMissed);
    }

    [Fact]
    public void Client_ThatIsSentMoreThanIsKept_HasToBeginAnew()
    {
        var feed = Managed();

        for (var sent = 0; sent < 2 * new StreamOptions().MaxBytesWaiting / 8_192; sent++)
        {
            feed.Push(new byte[8_192]);
            Assert.False(feed.HasMissed);
        }

        feed.Push(new byte[8_192]);
        Assert.True(feed.HasMissed);
    }

    private OutboundFeed Managed(bool hasWishedToResume = false)
    {
        var services = host.Server.Services;
        var metrics = services.GetRequiredService<ServerMetrics>();
        var feed = new OutboundFeed(services.GetRequiredService<IMailboxStore>(), new StreamOptions(), metrics, NullLogger.Instance, FeedKind.Standard);
        if (hasWishedToResume)
        {
            feed.HoldUntilManaged();
        }

        _output = new ConnectionOutput(_wire, metrics, TimeProvider.System);
        feed.Connect(_output, 1, isManaged: false);
        feed.Manage(new Enabled("id", TimeSpan.FromMinutes(5), null));
        return feed;
    }

    private async Task<string> WrittenAsync()
    {
        await _output.DrainAsync();
        return string.Concat(_wire.Writes);
    }
}
