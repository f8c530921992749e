using Tombolo.Server.Streams;
using Tombolo.Xmpp.StreamManagement;

namespace Tombolo.Server.Tests.Streams;

/// <summary>What goes to a standard client right behind <c>enabled</c>: it may not count yet, and its answer may be a count of its last session.</summary>
public sealed class HeldFeedTests(StreamHost host) : IClassFixture<StreamHost>
{
    private const string Presence = "<presence from='bob@localhost/js' to='bob@localhost/js'/>";
    private const string Answer = "<iq type='result' id='1'/>";
    private const string Asking = StandardFeed.Asking;

    [Fact]
    public async Task Presence_RightBehindEnabled_WaitsForTheClientsNextWord()
    {
        var client = Managed();

        client.Push(Presence);
        Assert.DoesNotContain(Presence, await client.WrittenAsync(), StringComparison.Ordinal);

        client.Feed.Hear();
        Assert.EndsWith(Presence + Asking, await client.WrittenAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Presence_RightBehindEnabled_GoesToASilentClientAfterASecond()
    {
        var client = Managed();

        client.Push(Presence);
        client.Feed.Beat();
        Assert.DoesNotContain(Presence, await client.WrittenAsync(), StringComparison.Ordinal);

        client.Feed.Beat();
        Assert.EndsWith(Presence + Asking, await client.WrittenAsync(), StringComparison.Ordinal);
    }

    /// <summary>Its count may still be that of the session that is gone; too high, it would end the stream.</summary>
    [Fact]
    public async Task Client_ThatCouldNotResume_IsNotAskedRightBehindEnabled()
    {
        var client = Managed(hasWishedToResume: true);

        client.Feed.Hear();
        client.Answer(Answer);
        client.Push(Presence);
        Assert.EndsWith(Answer, await client.WrittenAsync(), StringComparison.Ordinal);

        client.Feed.Beat();
        client.Feed.Beat();
        Assert.EndsWith(Answer + Presence + Asking, await client.WrittenAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void Client_ThatDropsRightBehindEnabled_FindsPresenceWhenItResumes()
    {
        var client = Managed();

        client.Push(Presence);
        client.Feed.Disconnect();

        Assert.Equal(Presence.Length, client.Feed.BytesUnacknowledged);
        Assert.False(client.Feed.HasMissed);
    }

    [Fact]
    public void Client_ThatIsSentMoreThanIsKept_HasToBeginAnew()
    {
        var client = Managed();

        for (var sent = 0; sent < 2 * new StreamOptions().MaxBytesWaiting / 8_192; sent++)
        {
            client.Feed.Push(new byte[8_192]);
            Assert.False(client.Feed.HasMissed);
        }

        client.Feed.Push(new byte[8_192]);
        Assert.True(client.Feed.HasMissed);
    }

    private StandardFeed Managed(bool hasWishedToResume = false)
    {
        var client = new StandardFeed(host);
        if (hasWishedToResume)
        {
            client.Feed.HoldUntilManaged();
        }

        client.Connect(isManaged: false);
        client.Feed.Manage(new Enabled("id", TimeSpan.FromMinutes(5), null));
        return client;
    }
}
