using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Tombolo.Cli.Serving;
using Tombolo.TestNetwork;

namespace Tombolo.Cli.Tests.Serving;

public sealed class ServeTests
{
    [Theory]
    [InlineData("-INT")]
    [InlineData("-TERM")]
    public async Task Serve_ToldToStop_EndsWithSuccessAndStartsAgainOnItsData(string signal)
    {
        using var folder = new TemporaryFolder();
        for (var round = 0; round < 2; round++)
        {
            await using var serving = Start(folder, FreePorts.TakeRow(3));
            var address = await serving.ReadyAsync();
            using var client = new HttpClient();
            var authority = await client.GetStringAsync(new Uri(address, ".well-known/tombolo/ca.pem"), TestContext.Current.CancellationToken);

            serving.Signal(signal);

            Assert.Equal(ExitCode.Success, await serving.ExitCodeAsync());
            Assert.Equal(authority.Trim(), (await File.ReadAllTextAsync(Path.Combine(folder.Path, "ca", "ca.pem"), TestContext.Current.CancellationToken)).Trim());
        }
    }

    [Theory]
    [InlineData("mailto:security@chat.example")]
    [InlineData("https://chat.example/report")]
    [InlineData("tel:+34-600-000-001")]
    public async Task SecurityText_WithAContact_NamesItAndIsValidForLessThanAYear(string contact)
    {
        using var folder = new TemporaryFolder();
        await using var serving = Start(folder, FreePorts.TakeRow(3), "--security-contact", contact);
        var address = await serving.ReadyAsync();
        using var client = new HttpClient();

        using var answer = await client.GetAsync(new Uri(address, ".well-known/security.txt"), TestContext.Current.CancellationToken);

        Assert.Equal("text/plain; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        var lines = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('\n').Select(line => line.Split(": ", 2)).Where(line => line.Length == 2).ToDictionary(line => line[0], line => line[1]);
        Assert.Equal(contact, lines["Contact"]);
        Assert.Equal(new Uri(address, ".well-known/security.txt").Port, new Uri(lines["Canonical"]).Port);
        var left = DateTimeOffset.Parse(lines["Expires"], CultureInfo.InvariantCulture) - TimeProvider.System.GetUtcNow();
        Assert.InRange(left, TimeSpan.FromDays(30), TimeSpan.FromDays(364));
    }

    [Fact]
    public async Task SecurityText_WithoutAContact_IsNotThere()
    {
        using var folder = new TemporaryFolder();
        await using var serving = Start(folder, FreePorts.TakeRow(3));
        using var client = new HttpClient();

        using var answer = await client.GetAsync(new Uri(await serving.ReadyAsync(), ".well-known/security.txt"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Serve_OnATakenPort_NamesThePortAndTheFlag()
    {
        using var folder = new TemporaryFolder();
        var port = FreePorts.TakeRow(3);
        using var other = new TcpListener(IPAddress.Loopback, port);
        other.Start();

        await using var serving = Start(folder, port);

        Assert.Equal(ExitCode.Usage, await serving.ExitCodeAsync());
        Assert.Contains($"Port {port} ", serving.Said, StringComparison.Ordinal);
        Assert.Contains("--port", serving.Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--xmpp-port", "")]
    [InlineData("--https-port", "")]
    [InlineData("--start-tls-port", "")]
    [InlineData("--listen-plain", "127.0.0.1:")]
    [InlineData("--metrics", "127.0.0.1:")]
    public async Task Serve_WithAnyPortTaken_NamesThePortAndItsFlag(string flag, string before)
    {
        using var folder = new TemporaryFolder();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = ((IPEndPoint)other.LocalEndpoint).Port;

        await using var serving = Start(folder, FreePorts.TakeRow(3), flag, $"{before}{taken}");

        Assert.Equal(ExitCode.Usage, await serving.ExitCodeAsync());
        Assert.Contains($"Port {taken} ", serving.Said, StringComparison.Ordinal);
        Assert.EndsWith($"is taken by another program; choose another with {flag}.", serving.Said.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void Port_OnAnAddressOfAnotherMachine_CannotBeHad()
    {
        var port = new ListenerPort(FreePorts.Take(), "HTTPS") { Address = IPAddress.Parse("192.0.2.1") };

        Assert.Contains("192.0.2.1 is no address of this machine", port.Obstacle!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_WithoutAWayToSendCodes_SaysWhatToConfigure()
    {
        using var folder = new TemporaryFolder();
        await using var serving = ServingProcess.Start("serve", "--data", folder.Path, "--port", FreePorts.TakeRow(3).ToString(CultureInfo.InvariantCulture));
        await serving.ReadyAsync();

        serving.Signal("-TERM");
        await serving.ExitCodeAsync();

        Assert.Contains("Registration is closed", serving.Said, StringComparison.Ordinal);
        Assert.Contains("--sms-gateway-url", serving.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_OnAFolderInUse_IsRefused()
    {
        using var folder = new TemporaryFolder();
        await using var first = Start(folder, FreePorts.TakeRow(3));
        await first.ReadyAsync();

        await using var second = Start(folder, FreePorts.TakeRow(3));

        Assert.Equal(ExitCode.Usage, await second.ExitCodeAsync());
        Assert.Contains("Another Tombolo", second.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outbox_ForSomebodyBehindAProxy_DoesNotExist()
    {
        using var folder = new TemporaryFolder();
        await using var serving = Start(folder, FreePorts.TakeRow(3));
        var address = await serving.ReadyAsync();
        using var client = new HttpClient();

        using var own = await client.GetAsync(new Uri(address, "dev/outbox.json"), TestContext.Current.CancellationToken);
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        using var foreign = await client.GetAsync(new Uri(address, "dev/outbox.json"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
    }

    [Fact]
    public async Task EveryAnswer_CarriesTheBrowserRules()
    {
        using var folder = new TemporaryFolder();
        await using var serving = Start(folder, FreePorts.TakeRow(3));
        var address = await serving.ReadyAsync();
        using var client = new HttpClient();

        foreach (var path in new[] { "", "no/such/page", ".well-known/tombolo/ca.pem", "logo.svg" })
        {
            using var answer = await client.GetAsync(new Uri(address, path), TestContext.Current.CancellationToken);

            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
            Assert.StartsWith("default-src 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        }
    }

    private static ServingProcess Start(TemporaryFolder folder, int port, params string[] more) =>
        ServingProcess.Start(["serve", "--development", "--data", folder.Path, "--port", port.ToString(CultureInfo.InvariantCulture), .. more]);
}
