using System.Xml.Linq;
using Tombolo.Server.StandardClients;
using Tombolo.Server.Storage;
using Tombolo.TestHost;

namespace Tombolo.Server.Tests.Cluster;

/// <summary>
/// A client that comes back to another node gets a new session there, and is told what the lost one had handled (XEP-0198 section 5): nothing is lost, nothing is
/// shown twice, nothing has to be sent twice.
/// </summary>
public sealed class ResumptionElsewhereTests : IAsyncLifetime
{
    private const string Password = "k7f2p-9xw3n-h5t6v";

    private ClusterHost _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await ClusterHost.StartAsync(2, options => options.StandardClients.PlainChat = true, hasRealAccounts: true);

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task StandardClient_OnTheOtherNode_SeesNothingTwiceAndMissesNothing()
    {
        Make("alice", "bob");
        await using var alice = await LogInAsync(0, "alice", isAvailable: true);
        await using var bob = await LogInAsync(0, "bob", isAvailable: true);
        await alice.SendMessageAsync("bob@localhost", "1", "seen, not acknowledged");
        Assert.Equal("seen, not acknowledged", await bob.ExpectBodyAsync());
        bob.Cut();
        await alice.SendMessageAsync("bob@localhost", "2", "while away");
        await alice.AskAsync();
        await alice.ExpectAsync("a");

        await using var again = await ConnectAsync(1, "bob");
        var answer = await again.ResumeAsync(bob.ResumptionId!, bob.Handled);
        await again.BindAsync("test");
        await again.EnableAsync();
        await again.SendAsync("<presence/>");

        Assert.Equal("failed", answer.Name.LocalName);
        Assert.Equal("while away", await again.ExpectBodyAsync());
        await alice.SendMessageAsync("bob@localhost", "3", "and after");
        Assert.Equal("and after", await again.ExpectBodyAsync());
    }

    [Fact]
    public async Task Sender_OnTheOtherNode_IsToldWhatWasStored()
    {
        Make("alice", "bob");
        await using var bob = await LogInAsync(1, "bob", isAvailable: true);
        await using var alice = await LogInAsync(0, "alice", isAvailable: false);
        await alice.SendMessageAsync("bob@localhost", "1", "one");
        await alice.SendMessageAsync("bob@localhost", "2", "two");
        Assert.Equal("one", await bob.ExpectBodyAsync());
        Assert.Equal("two", await bob.ExpectBodyAsync());
        alice.Cut();

        await using var again = await ConnectAsync(1, "alice");
        var answer = await again.ResumeAsync(alice.ResumptionId!, alice.Handled);

        Assert.Equal(("failed", "2"), (answer.Name.LocalName, (string?)answer.Attribute("h")));
        Assert.NotNull(answer.Element(XName.Get("item-not-found", "urn:ietf:params:xml:ns:xmpp-stanzas")));
    }

    [Fact]
    public async Task Answer_ThatWasLostWithItsConnection_IsGivenAgain()
    {
        Make("alice", "bob");
        await using var alice = await LogInAsync(0, "alice", isAvailable: false);
        await alice.SendMessageAsync("bob@localhost", "1", "one");
        await alice.AskAsync();
        await alice.ExpectAsync("a");
        alice.Cut();
        await using (var unlucky = await ConnectAsync(1, "alice"))
        {
            await unlucky.ResumeAsync(alice.ResumptionId!, alice.Handled);
        }

        await using var again = await ConnectAsync(1, "alice");
        await using var home = await ConnectAsync(0, "alice");
        await using var bob = await ConnectAsync(0, "bob");

        Assert.Equal("1", (string?)(await again.ResumeAsync(alice.ResumptionId!, alice.Handled)).Attribute("h"));
        Assert.Equal("1", (string?)(await home.ResumeAsync(alice.ResumptionId!, alice.Handled)).Attribute("h"));
        Assert.Null((await bob.ResumeAsync(alice.ResumptionId!, alice.Handled)).Attribute("h"));
    }

    /// <summary>The name in the id is no permission: the session is another account's.</summary>
    [Fact]
    public async Task SomebodyElsesSession_IsLeftAlone()
    {
        Make("alice", "bob");
        await using var alice = await LogInAsync(0, "alice", isAvailable: true);
        await using var bob = await ConnectAsync(1, "bob");

        var answer = await bob.ResumeAsync(alice.ResumptionId!, 0);

        Assert.Equal("failed", answer.Name.LocalName);
        Assert.Null(answer.Attribute("h"));
        await alice.AskAsync();
        Assert.Equal("a", (await alice.ExpectAsync("a")).Name.LocalName);
    }

    [Fact]
    public async Task Session_OfANodeThatIsGone_BeginsAnew()
    {
        Make("bob");
        await using var bob = await LogInAsync(0, "bob", isAvailable: true);
        await _cluster.StopAsync(_cluster.Nodes[0]);

        await using var again = await ConnectAsync(0, "bob");
        var answer = await again.ResumeAsync(bob.ResumptionId!, bob.Handled);
        await again.BindAsync("test");

        Assert.Equal("failed", answer.Name.LocalName);
        Assert.Equal("bob@localhost/test", again.Address);
    }

    private void Make(params string[] names) => StandardAccounts.Make(
        new StorageOptions { Engine = DatabaseEngine.Postgres, ConnectionString = _cluster.ConnectionString }, "localhost", names, Password, TimeProvider.System);

    private Task<StandardClient> LogInAsync(int node, string name, bool isAvailable) =>
        StandardClient.LogInAsync(_cluster.Nodes[node].PlainPort, name, Password, isAvailable: isAvailable);

    private async Task<StandardClient> ConnectAsync(int node, string name)
    {
        var client = await StandardClient.ConnectAsync(_cluster.Nodes[node].PlainPort);
        await client.OpenAsync();
        await client.AuthenticateAsync(name, Password);
        return client;
    }
}
