using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tombolo.TestNetwork;

namespace Tombolo.Operation.Tests;

/// <summary>
/// A host in its own process with everything an operator can switch on, a text message gateway and a partner beside it, and people who do
/// what people do, also wrong. What must never be seen elsewhere is remembered in <see cref="Secrets"/>.
/// </summary>
public sealed partial class Town : IAsyncLifetime
{
    private const string Alice = "+34600000001";
    private const string Carol = "+34600000002";
    private const string Dora = "+34600000003";
    private const string Bea = "bea.lindqvist@wren.example";
    private const string GatewayToken = "gateway-token-5c1f0a77";

    private readonly TemporaryFolder _folder = new();
    private readonly int _partnerPort = FreePorts.Take();
    private readonly int _plainPort = FreePorts.Take();
    private readonly List<string> _secrets = [Alice, Alice[1..], Alice[3..], Carol, Carol[1..], Carol[3..], Dora, Dora[1..], Dora[3..], Bea, "lindqvist", GatewayToken, "203.0.113.77", "harbour", "lighthouse"];
    private Daemon _gateway = null!;
    private Daemon _partner = null!;
    private ServingProcess _host = null!;
    private ClientProcess _alice = null!;
    private ClientProcess _carol = null!;
    private string _account = "";
    private string _password = "";

    public int Port { get; } = FreePorts.TakeRow(3);

    public int MetricsPort { get; } = FreePorts.Take();

    public IReadOnlyList<string> Secrets => _secrets;

    public string Data => Path.Combine(_folder.Path, "host");

    /// <summary>What the host printed.</summary>
    internal string Said => _host.Said;

    private string Messages => Path.Combine(_folder.Path, "messages");

    private Uri Server => new($"http://localhost:{Port}");

    public async ValueTask InitializeAsync()
    {
        var gatewayPort = FreePorts.Take();
        _gateway = Daemon.Start("/usr/bin/python3", Path.Combine(Repository.Root, "deploy/examples/sms-gateway.py"), Text(gatewayPort), GatewayToken, Messages);
        _partner = StartPartner();
        var settings = _folder.Write("tombolo.json", $$"""
            {
              "development": true, "data": "{{Data}}", "port": {{Port}}, "plainChat": true, "listenPlain": "127.0.0.1:{{_plainPort}}", "metrics": "127.0.0.1:{{MetricsPort}}", "verificationsPerHour": 6,
              "smsGatewayUrl": "http://127.0.0.1:{{gatewayPort}}/send", "smsGatewayToken": "{{GatewayToken}}",
              "partners": [ { "id": "wren", "name": "Wren", "state": "sandbox", "issuer": "http://localhost:{{_partnerPort}}" } ]
            }
            """);
        _host = ServingProcess.Start("serve", "--config", settings);
        await _host.ReadyAsync();
        await Wait.UntilAsync(() => Task.FromResult(_partner.Said.Contains("Ready:", StringComparison.Ordinal)), () => "the partner: " + _partner.Said);
        _alice = await RegisterAsync(Alice, "alice", tryWrongCodes: true);
        _carol = await RegisterAsync(Carol, "carol", tryWrongCodes: false);
        await MakePasswordAsync();
        await EnlistAsync();
        await LiveADayAsync();
        await AskWithoutGatewayAsync();
    }

    /// <summary>Messages, logins and refusals; may be repeated, so that rates have something to show.</summary>
    public async Task LiveADayAsync()
    {
        await _alice.CallAsync("send", new JsonObject { ["to"] = new JsonObject { ["type"] = "phone", ["value"] = Carol }, ["text"] = "Meet me at the old harbour." });
        await _carol.NotifiedAsync("message");
        await UseStandardClientAsync();
        await BehaveBadlyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in new IAsyncDisposable?[] { _alice, _carol, _host, _partner, _gateway })
        {
            if (process is not null)
            {
                await process.DisposeAsync();
            }
        }

        _folder.Dispose();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private Daemon StartPartner()
    {
        var program = Path.Combine(Repository.Root, "artifacts", "wren", "Wren.Server.dll");
        Assert.True(File.Exists(program), "artifacts/wren is missing: ./test.sh and ./run.sh publish it.");
        var start = new System.Diagnostics.ProcessStartInfo(
            "dotnet", [program, "--urls", $"http://localhost:{_partnerPort}", "--data", Path.Combine(_folder.Path, "wren"), "--host-url", $"http://localhost:{Port}"]);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        return Daemon.Start(start);
    }

    private async Task<ClientProcess> RegisterAsync(string number, string name, bool tryWrongCodes)
    {
        var client = ClientProcess.Start(Path.Combine(_folder.Path, name));
        await client.CallAsync("register", new JsonObject { ["server"] = Server.ToString(), ["phone"] = number });
        var code = Code().Match((string)JsonNode.Parse((await File.ReadAllLinesAsync(Messages))[^1])!["text"]!).Value;
        _secrets.Add(code);
        if (tryWrongCodes)
        {
            await client.RefusedAsync("verify", new JsonObject { ["code"] = code == "000000" ? "000001" : "000000" });
        }

        await client.CallAsync("verify", new JsonObject { ["code"] = code });
        await client.CallAsync("login");
        return client;
    }

    private async Task MakePasswordAsync()
    {
        var (code, said) = await Tool.RunAsync(Path.Combine(AppContext.BaseDirectory, "tombolo"), "admin", "app-password", Alice, "--data", Data);
        Assert.True(code == 0, said);
        _account = Regex.Match(said, "Account: +(\\S+)").Groups[1].Value;
        _password = Regex.Match(said, "Password: +(\\S+)").Groups[1].Value;
        _secrets.AddRange([_account, _account.Split('@')[0], _password]);
    }

    private async Task EnlistAsync()
    {
        var (code, token) = await Tool.RunAsync(Path.Combine(AppContext.BaseDirectory, "tombolo"), "wren", "token", Bea, "--server", $"http://localhost:{_partnerPort}");
        Assert.True(code == 0, token);
        _secrets.AddRange(token.Trim().Split('#'));
        await using var bea = ClientProcess.Start(Path.Combine(_folder.Path, "bea"));
        await bea.CallAsync("enlist", new JsonObject { ["server"] = Server.ToString(), ["identityToken"] = token.Trim() });
        await using var mallory = ClientProcess.Start(Path.Combine(_folder.Path, "mallory"));
        await mallory.RefusedAsync("enlist", new JsonObject { ["server"] = Server.ToString(), ["identityToken"] = token.Trim() });
    }

    private async Task UseStandardClientAsync()
    {
        using (var guesser = await PlainXmpp.ConnectAsync(_plainPort))
        {
            await guesser.LogInAsync(_account, "wrong-" + _password, "failure");
        }

        using var client = await PlainXmpp.ConnectAsync(_plainPort);
        await client.LogInAsync(_account, _password, "success");
        await client.SayAsync("<resume xmlns='urn:xmpp:sm:3' previd='nothing' h='0'/>", "<failed");
        await client.SayAsync("<iq type='set' id='b'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>", "<jid>");
        await client.SayAsync($"<presence/><message to='{_account}' type='chat' id='m'><body>The lighthouse at nine.</body></message>", "lighthouse");
        await client.SayAsync("<message to='nobody@localhost' type='chat' id='n'><body>The lighthouse at ten.</body></message>", "type='error'", "type=\"error\"");
    }

    private async Task BehaveBadlyAsync()
    {
        using var http = new HttpClient { BaseAddress = Server };
        http.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.77");
        for (var round = 0; round < 8; round++)
        {
            using var wrong = await http.PostAsJsonAsync($"v1/registrations/none/verification?number={Uri.EscapeDataString(Alice)}", new { code = "harbour", number = Alice });
        }

        using var broken = await http.PostAsync(new Uri("v1/registrations", UriKind.Relative), new StringContent($"{{ \"number\": \"{Alice}\", "));
        using var foreign = await http.PostAsJsonAsync("v1/enlistments", new { identityToken = _secrets[^1], email = Bea });
        using var stranger = await PlainXmpp.ConnectAsync(_plainPort);
        await stranger.SayAsync($"<message to='{_account}'><harbour></lighthouse>", "</stream:stream>");
    }

    /// <summary>Something goes wrong that an operator has to read about: without it there may be nothing in the logs to look at.</summary>
    private async Task AskWithoutGatewayAsync()
    {
        await _gateway.DisposeAsync();
        _gateway = null!;
        using var http = new HttpClient { BaseAddress = Server };
        using var refused = await http.PostAsJsonAsync("v1/registrations", new { number = Dora });
        Assert.False(refused.IsSuccessStatusCode);
    }

    [GeneratedRegex("[0-9]{6}")]
    private static partial Regex Code();
}
