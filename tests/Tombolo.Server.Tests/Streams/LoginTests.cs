using System.Xml.Linq;
using Tombolo.TestHost;

namespace Tombolo.Server.Tests.Streams;

public sealed class LoginTests(StreamHost host) : IClassFixture<StreamHost>
{
    private static readonly XNamespace Sasl = "urn:ietf:params:xml:ns:xmpp-sasl";
    private static readonly XNamespace Errors = "urn:tombolo:errors:0";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Login_RightToken_BindsAndEnablesStreamManagement(bool webSocket)
    {
        await using var client = await host.ConnectAsync(webSocket);
        var device = StreamHost.NewDevice();

        var success = await client.LogInAsync(device);

        Assert.Equal(TestClient.Sasl2 + "success", success.Name);
        Assert.Equal(device, (string?)success.Element(TestClient.Sasl2 + "authorization-identifier"));
        Assert.NotNull(client.ResumptionId);
        Assert.NotNull(client.NextToken);
    }

    [Fact]
    public async Task Login_WrongToken_IsRefusedWithCode()
    {
        await using var client = await host.ConnectAsync(webSocket: false);

        var failure = await client.LogInAsync(StreamHost.NewDevice(), token: "wrong");

        Assert.Equal(TestClient.Sasl2 + "failure", failure.Name);
        Assert.NotNull(failure.Element(Sasl + "not-authorized"));
        Assert.Equal("login_token_invalid", (string?)failure.Element(Errors + "error")?.Attribute("code"));
    }

    [Fact]
    public async Task Login_WrongTokenThreeTimes_ClosesTheStream()
    {
        await using var client = await host.ConnectAsync(webSocket: false);
        var device = StreamHost.NewDevice();
        await client.LogInAsync(device, token: "wrong");
        await client.AuthenticateAsync(device, "wrong");

        await client.AuthenticateAsync(device, "wrong");

        await StreamAssert.EndsWithAsync(client, "policy-violation");
    }

    [Fact]
    public async Task Login_RotatedToken_WorksAndRetiresTheOldOneWhenUsed()
    {
        var device = StreamHost.NewDevice();
        var first = FixedAccounts.FirstToken(device);
        string next;
        await using (var client = await host.ConnectAsync(webSocket: true))
        {
            await client.LogInAsync(device, first);
            next = client.NextToken!;
        }

        Assert.Equal("success", await TryAsync(device, first));
        Assert.Equal("success", await TryAsync(device, next));
        Assert.Equal("failure", await TryAsync(device, first));
    }

    [Fact]
    public async Task Login_SecondConnectionOfTheDevice_EndsTheFirstWithConflict()
    {
        var device = StreamHost.NewDevice();
        await using var first = await host.ConnectAsync(webSocket: false);
        await first.LogInAsync(device);
        await using var second = await host.ConnectAsync(webSocket: false);

        await second.LogInAsync(device);

        await StreamAssert.EndsWithAsync(first, "conflict");
    }

    [Fact]
    public async Task Stanza_BeforeLogin_EndsTheStreamAsNotAuthorized()
    {
        await using var client = await host.ConnectAsync(webSocket: false);
        await client.OpenAsync();
        await client.ExpectAsync("features");

        await client.SendMessageAsync(StreamHost.NewAccount(), "1");

        await StreamAssert.EndsWithAsync(client, "not-authorized");
    }

    [Fact]
    public async Task Stream_ToAnotherDomain_IsHostUnknown()
    {
        await using var client = await host.ConnectAsync(webSocket: false);

        await client.OpenAsync("elsewhere.example");

        await StreamAssert.EndsWithAsync(client, "host-unknown");
    }

    private async Task<string> TryAsync(string device, string token)
    {
        await using var client = await host.ConnectAsync(webSocket: false);
        return (await client.LogInAsync(device, token)).Name.LocalName;
    }
}
