using System.Xml.Linq;
using Tombolo.Server.Streams;
using Tombolo.TestHost;
using Tombolo.Xmpp.Sasl.Scram;

namespace Tombolo.Server.Tests.StandardClients;

public sealed class ClassicLoginTests(StandardHost host) : IClassFixture<StandardHost>
{
    [Theory]
    [InlineData(ScramHash.Sha1)]
    [InlineData(ScramHash.Sha256)]
    public async Task Scram_WithTheAppPassword_LogsInAndProvesTheServer(ScramHash hash)
    {
        var name = host.NewAccount();
        await using var client = await StandardClient.ConnectAsync(host.Server.PlainPort);
        await client.OpenAsync();

        var features = await client.AuthenticateAsync(new ScramClient(hash, name, StandardHost.Password));
        await client.BindAsync("balcony");

        Assert.NotNull(features.Element(XName.Get("bind", "urn:ietf:params:xml:ns:xmpp-bind")));
        Assert.Equal($"{name}@localhost/balcony", client.Address);
    }

    [Fact]
    public async Task StartTls_ThenPlain_LogsIn()
    {
        var name = host.NewAccount();
        await using var client = await StandardClient.ConnectAsync(host.Server.StartTlsPort);
        var offered = await client.OpenAsync();
        await client.SecureAsync();
        await client.OpenAsync();

        await client.AuthenticateAsync(name, StandardHost.Password);
        await client.BindAsync("balcony");

        Assert.Equal("starttls", offered.Elements().Single().Name.LocalName);
        Assert.Equal($"{name}@localhost/balcony", client.Address);
    }

    [Fact]
    public async Task DirectTls_ScramPlus_LogsInOnlyWithTheRightBinding()
    {
        var name = host.NewAccount();
        var (client, binding) = await StandardClient.ConnectTlsAsync(host.Server.TlsPort);
        await using var connected = client;
        var offered = await client.OpenAsync();

        var wrong = await client.AuthenticateAsync(Scram(new byte[binding.Length]));
        var right = await client.AuthenticateAsync(Scram(binding));

        Assert.Equal("SCRAM-SHA-256-PLUS", offered.Descendants(StandardClient.Sasl + "mechanism").First().Value);
        Assert.Equal("failure", wrong.Name.LocalName);
        Assert.Equal("features", right.Name.LocalName);

        ScramClient Scram(byte[] data) => new(ScramHash.Sha256, name, StandardHost.Password, new ScramChannel("tls-server-end-point", data));
    }

    [Fact]
    public async Task StartTls_WithCommandsBehindTheRequest_IsRefused()
    {
        await using var client = await StandardClient.ConnectAsync(host.Server.StartTlsPort);
        await client.OpenAsync();

        await client.SendAsync("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/><stream:stream xmlns='jabber:client' to='localhost'>");

        Assert.Equal("policy-violation", (await client.ExpectAsync("error")).Elements().First().Name.LocalName);
    }

    [Fact]
    public async Task StartTlsPort_LoginBeforeTls_EndsTheStream()
    {
        await using var client = await StandardClient.ConnectAsync(host.Server.StartTlsPort);
        await client.OpenAsync();

        var answer = await client.AuthenticateAsync(host.NewAccount(), StandardHost.Password);

        Assert.Equal("not-authorized", answer.Elements().First().Name.LocalName);
        Assert.Equal("error", answer.Name.LocalName);
    }

    [Fact]
    public async Task Plain_WrongPasswordOrUnknownName_AreToldTheSame()
    {
        await using var client = await StandardClient.ConnectAsync(host.Server.PlainPort);
        await client.OpenAsync();

        var wrong = await client.AuthenticateAsync(host.NewAccount(), "wrong");
        var unknown = await client.AuthenticateAsync("nobody", StandardHost.Password);

        Assert.Equal("failure", wrong.Name.LocalName);
        Assert.Equal(wrong.ToString(), unknown.ToString());
    }

    [Fact]
    public async Task Plain_TriedTooOften_EndsTheStream()
    {
        await using var client = await StandardClient.ConnectAsync(host.Server.PlainPort);
        await client.OpenAsync();
        var name = host.NewAccount();

        await client.AuthenticateAsync(name, "1");
        await client.AuthenticateAsync(name, "2");
        await client.AuthenticateAsync(name, "3");

        Assert.Equal("error", (await client.ReadAsync()).Name.LocalName);
    }

    [Fact]
    public async Task Bind_AResourceThatLooksLikeADevice_IsChanged()
    {
        var name = host.NewAccount();
        await using var client = await StandardClient.ConnectAsync(host.Server.PlainPort);
        await client.OpenAsync();
        await client.AuthenticateAsync(name, StandardHost.Password);

        await client.BindAsync("1");

        Assert.StartsWith($"{name}@localhost/1.", client.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bind_TheSameResourceTwice_EndsTheOlder()
    {
        var name = host.NewAccount();
        await using var older = await host.LogInAsync(name);

        await using var newer = await host.LogInAsync(name);

        Assert.Equal("conflict", (await older.ExpectAsync("error")).Elements().First().Name.LocalName);
    }

    [Fact]
    public async Task Bind_MoreClientsThanAnAccountMayHave_EndsTheOldestOne()
    {
        var name = host.NewAccount();
        var clients = new List<StandardClient>();
        for (var number = 0; number <= new StreamOptions().MaxStandardClients; number++)
        {
            clients.Add(await host.LogInAsync(name, isAvailable: false, resource: $"r{number}"));
        }

        Assert.Equal("error", (await clients[0].ReadAsync()).Name.LocalName);
        foreach (var client in clients[1..])
        {
            await client.SettleAsync();
            await client.DisposeAsync();
        }

        await clients[0].DisposeAsync();
    }

    [Fact]
    public async Task Stanza_BeforeBinding_EndsTheStream()
    {
        await using var client = await StandardClient.ConnectAsync(host.Server.PlainPort);
        await client.OpenAsync();
        await client.AuthenticateAsync(host.NewAccount(), StandardHost.Password);

        await client.SendMessageAsync("nobody@localhost", "1", "hello");

        Assert.Equal("not-authorized", (await client.ExpectAsync("error")).Elements().First().Name.LocalName);
    }

    [Fact]
    public async Task Iqs_OfEveryChat_AreAnswered()
    {
        await using var client = await host.LogInAsync(host.NewAccount());

        foreach (var payload in new[]
        {
            "<ping xmlns='urn:xmpp:ping'/>", "<query xmlns='http://jabber.org/protocol/disco#info'/>", "<query xmlns='http://jabber.org/protocol/disco#items'/>",
        })
        {
            await client.SendAsync($"<iq type='get' id='q' to='localhost'>{payload}</iq>");
            Assert.Equal("result", (string?)(await client.ExpectAsync("iq")).Attribute("type"));
        }

        await client.SendAsync("<iq type='set' id='s'><session xmlns='urn:ietf:params:xml:ns:xmpp-session'/></iq>");
        Assert.Equal("result", (string?)(await client.ExpectAsync("iq")).Attribute("type"));
        await client.SendAsync("<iq type='get' id='k'><keys xmlns='urn:tombolo:keys:0'/></iq>");
        Assert.Equal("error", (string?)(await client.ExpectAsync("iq")).Attribute("type"));
    }

    [Fact]
    public async Task Scram_UnknownName_IsAskedLikeAKnownOne()
    {
        var unknown = "nobody" + Guid.NewGuid().ToString("N")[..8];

        var first = await ChallengeAsync(unknown);
        var second = await ChallengeAsync(unknown);
        var known = await ChallengeAsync(host.NewAccount());
        var other = await ChallengeAsync("x" + unknown);

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
        Assert.Equal(Shape(known), Shape(first));

        static string Shape(string challenge) => $"{challenge.IndexOf(",i=", StringComparison.Ordinal)}{challenge[challenge.IndexOf(",i=", StringComparison.Ordinal)..]}";
    }

    [Fact]
    public async Task Guesses_AtOneAccountFromManyConnections_AreStoppedBeforeTheyAreLookedAt()
    {
        var name = host.NewAccount();
        for (var number = 0; number < 35; number++)
        {
            await GuessAsync(name);
        }

        Assert.Equal("temporary-auth-failure", await GuessAsync(name));
        Assert.Equal("not-authorized", await GuessAsync(host.NewAccount()));
    }

    /// <summary>Salt and iterations that a name is asked with.</summary>
    private async Task<string> ChallengeAsync(string name)
    {
        await using var client = await StandardClient.ConnectAsync(host.Server.PlainPort);
        await client.OpenAsync();
        await client.SendAsync(Auth("SCRAM-SHA-256", $"n,,n={name},r=abcdefgh"));
        var challenge = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String((await client.ExpectAsync("challenge")).Value));
        return challenge[challenge.IndexOf(",s=", StringComparison.Ordinal)..];
    }

    /// <summary>Three wrong passwords on one connection; returns the last answer.</summary>
    private async Task<string> GuessAsync(string name)
    {
        await using var client = await StandardClient.ConnectAsync(host.Server.PlainPort);
        await client.OpenAsync();
        var answer = "";
        for (var number = 0; number < 3; number++)
        {
            await client.SendAsync(Auth("PLAIN", $"\0{name}\0guess"));
            answer = (await client.ExpectAsync("failure")).Elements().First().Name.LocalName;
        }

        return answer;
    }

    private static string Auth(string mechanism, string message) =>
        $"<auth xmlns='{StandardClient.Sasl}' mechanism='{mechanism}'>{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(message))}</auth>";
}
