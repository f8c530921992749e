namespace Tombolo.Server.Tests.Streams;

/// <summary>When a standard client is asked how far it is: with what it is sent, once a second at most, and never everybody in the same moment.</summary>
public sealed class AskingFeedTests : IClassFixture<StreamHost>
{
    private const string Stanza = "<presence from='alice@localhost/a' to='bob@localhost/b'/>";
    private const string Asking = StandardFeed.Asking;

    private readonly StandardFeed _client;

    public AskingFeedTests(StreamHost host)
    {
        _client = new StandardFeed(host);
        _client.Connect(isManaged: true);
        _client.Push(Stanza);
        Assert.True(_client.Feed.Acknowledge(1));
        _client.Push(Stanza);
    }

    [Fact]
    public async Task Stanza_WithinTheSameSecond_AsksNothing() => Assert.Equal(Stanza + Asking + Stanza, await _client.WrittenAsync());

    [Fact]
    public async Task Beat_LeavesTheAskingToTheNextStanza()
    {
        _client.Feed.Beat();
        Assert.Equal(Stanza + Asking + Stanza, await _client.WrittenAsync());

        _client.Push(Stanza);
        Assert.Equal(Stanza + Asking + Stanza + Stanza + Asking, await _client.WrittenAsync());
    }

    [Fact]
    public async Task Beat_WhenNoStanzaCame_Asks()
    {
        _client.Feed.Beat();
        _client.Feed.Beat();

        Assert.Equal(Stanza + Asking + Stanza + Asking, await _client.WrittenAsync());
    }
}
