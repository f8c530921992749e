using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Tombolo.Server.Mailboxes;
using Tombolo.Server.Observability;
using Tombolo.Server.Streams;
using Tombolo.Server.Tests.Transport;
using Tombolo.Server.Transport;

namespace Tombolo.Server.Tests.Streams;

/// <summary>When a standard client is asked how far it is: with what it is sent, once a second at most, and never everybody in the same moment.</summary>
public sealed class AskingFeedTests(StreamHost host) : IClassFixture<StreamHost>
{
    private const string Stanza = "<presence from='alice@localhost/a' to='bob@localhost/b'/>";
    private const string Asking = "<r xmlns='urn:xmpp:sm:3'/>";

    private readonly WritesOnly _wire = new();

    [Fact]
    public async Task Stanza_WithinTheSameSecond_AsksNothing()
    {
        var (feed, output) = Connected();

        feed.Push(Encoding.UTF8.GetBytes(Stanza));
        Assert.True(feed.Acknowledge(1));
        feed.Push(Encoding.UTF8.GetBytes(Stanza));

        Assert.Equal(Stanza + Asking + Stanza, await WrittenAsync(output));
    }

    [Fact]
    public async Task Beat_LeavesTheAskingToTheNextStanza()
    {
        var (feed, output) = Connected();
        feed.Push(Encoding.UTF8.GetBytes(Stanza));
        Assert.True(feed.Acknowledge(1));
        feed.Push(Encoding.UTF8.GetBytes(Stanza));

        feed.Beat();
        Assert.Equal(Stanza + Asking + Stanza, await WrittenAsync(output));

        feed.Push(Encoding.UTF8.GetBytes(Stanza));
        Assert.Equal(Stanza + Asking + Stanza + Stanza + Asking, await WrittenAsync(output));
    }

    [Fact]
    public async Task Beat_WhenNoStanzaCame_Asks()
    {
        var (feed, output) = Connected();
        feed.Push(Encoding.UTF8.GetBytes(Stanza));
        Assert.True(feed.Acknowledge(1));
        feed.Push(Encoding.UTF8.GetBytes(Stanza));

        feed.Beat();
        feed.Beat();

        Assert.Equal(Stanza + Asking + Stanza + Asking, await WrittenAsync(output));
    }

    private (OutboundFeed Feed, ConnectionOutput Output) Connected()
    {
        var services = host.Server.Services;
        var metrics = services.GetRequiredService<ServerMetrics>();
        var feed = new OutboundFeed(services.GetRequiredService<IMailboxStore>(), new StreamOptions(), metrics, NullLogger.Instance, FeedKind.Standard);
        var output = new ConnectionOutput(_wire, metrics, TimeProvider.System);
        feed.Connect(output, 1, isManaged: true);
        return (feed, output);
    }

    private async Task<string> WrittenAsync(ConnectionOutput output)
    {
        await output.DrainAsync();
        return string.Concat(_wire.Writes);
    }
}
