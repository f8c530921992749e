using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tombolo.TestNetwork;
using Tombolo.Operation.Tests.Certificates;

namespace Tombolo.Operation.Tests.QuickStart;

/// <summary>
/// Does what the quick start of docs/operators.md says, word for word: the real nginx, certbot against a real ACME server, the host as the
/// build published it, a text message gateway in a process of its own. In the end somebody has registered and is online, through the proxy.
/// </summary>
public sealed partial class QuickStartTests
{
    private const string Number = "+34600000001";

    [Fact]
    public async Task Operator_WhoFollowsTheGuide_HasAHostThatPeopleUse()
    {
        var steps = GuideStep.Read(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "operators.md"), TestContext.Current.CancellationToken));
        Assert.True(steps.Count >= 6, "the guide has lost its steps");
        await using var machine = new Machine();
        await using var authority = await Pebble.StartAsync(Path.Combine(machine.Root, "pebble"), machine.AcmePort, FreePorts.Take(), machine.HttpPort);
        var messages = Path.Combine(machine.Root, "messages");
        await using var gateway = Daemon.Start(
            "/usr/bin/python3", Path.Combine(machine.Root, "source/deploy/examples/sms-gateway.py"), machine.GatewayPort.ToString(CultureInfo.InvariantCulture), TokenIn(steps), messages);

        foreach (var step in steps.Where(static step => step.Mark.Length == 0))
        {
            var said = await machine.DoAsync(step);
            Assert.True(!step.Text.Contains("/health/ready", StringComparison.Ordinal) || said.Contains("\"status\":\"ready\"", StringComparison.Ordinal), said);
        }

        await RegisterAsync(machine, messages);
        foreach (var step in steps.Where(static step => step.Mark == "after-registration"))
        {
            Assert.Contains("Password:", await machine.DoAsync(step), StringComparison.Ordinal);
        }

        await RenewAsync(machine);
    }

    [Fact]
    public void Steps_OfAGuide_AreTheMarkedBlocksOnly()
    {
        var steps = GuideStep.Read("```sh\nrm -rf /\n```\ntext\n```sh step\nfirst\n```\n```json step=/etc/a.json\n{}\n```\n```sh step later\nlast\n```\n");

        Assert.Equal([new GuideStep("sh", "", "", "first\n"), new("json", "", "/etc/a.json", "{}\n"), new("sh", "later", "", "last\n")], steps);
    }

    /// <summary>Over the proxy, with the certificate that certbot got: nothing is trusted but the authority.</summary>
    private static async Task RegisterAsync(Machine machine, string messages)
    {
        Environment.SetEnvironmentVariable("SSL_CERT_FILE", Path.Combine(machine.Root, "pebble", "root.pem"));
        await using var client = ClientProcess.Start(Path.Combine(machine.Root, "client"));
        await client.CallAsync("register", new JsonObject { ["server"] = $"https://localhost:{machine.HttpsPort}", ["phone"] = Number });
        var message = JsonNode.Parse((await File.ReadAllLinesAsync(messages, TestContext.Current.CancellationToken))[^1])!;
        Assert.Equal(Number, (string?)message["to"]);
        await client.CallAsync("verify", new JsonObject { ["code"] = Code().Match((string)message["text"]!).Value });
        Assert.Equal("online", (string?)(await client.CallAsync("login"))!["status"]);
    }

    /// <summary>The certificate is renewed while the host runs; XMPP over TLS shows the new one.</summary>
    private static async Task RenewAsync(Machine machine)
    {
        using var root = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(machine.Root, "pebble", "root.pem"));
        using var before = await TlsClient.ConnectAsync(machine.XmppPort, "localhost", root);

        await machine.DoAsync(new GuideStep("sh", "", "", "certbot renew --force-renewal --no-random-sleep-on-renew"));

        await Wait.UntilAsync(
            async () =>
            {
                using var now = await TlsClient.ConnectAsync(machine.XmppPort, "localhost", root);
                return now.Thumbprint != before.Thumbprint;
            },
            () => "the renewed certificate");
        Assert.True(await before.AnswersAsync("localhost"), "the connection with the old certificate did not stay");
    }

    private static string TokenIn(IReadOnlyList<GuideStep> steps) => (string)JsonNode.Parse(steps.Single(static step => step.Kind == "json").Text)!["smsGatewayToken"]!;

    [GeneratedRegex("[0-9]{6}")]
    private static partial Regex Code();
}
