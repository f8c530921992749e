using System.Globalization;
using System.Xml.Linq;
using Tombolo.Interop.Enlistment;
using Tombolo.Server.Tests.Features;
using Tombolo.TestHost;

namespace Tombolo.Server.Tests.Whole;

/// <summary>Somebody with an account and an open WebSocket, speaking raw stanzas.</summary>
internal sealed class TestPerson : IAsyncDisposable
{
    public static readonly XNamespace Errors = "urn:tombolo:errors:0";
    private readonly TestClient _client;
    private int _ids;

    private TestPerson(Enrolled enrolled, TestClient client) => (Enrolled, _client) = (enrolled, client);

    public Enrolled Enrolled { get; }

    public static async Task<TestPerson> LogInAsync(FeatureHost host, Enrolled enrolled)
    {
        var client = await TestClient.ConnectWebSocketAsync(host.Http.BaseAddress!.Port);
        var answer = await client.LogInAsync($"{enrolled.Account}/{enrolled.DeviceId}", enrolled.LoginToken);
        Assert.Equal("success", answer.Name.LocalName);
        return new TestPerson(enrolled, client);
    }

    /// <summary>The answer to an iq, result or error.</summary>
    public async Task<XElement> AskAsync(string type, XElement payload, TestPerson? to = null)
    {
        var id = NextId();
        var address = to is null ? "" : $" to='{to.Enrolled.Account}'";
        await _client.SendAsync($"<iq xmlns='jabber:client' type='{type}' id='{id}'{address}>{payload.ToString(SaveOptions.DisableFormatting)}</iq>");
        while (true)
        {
            var answer = await _client.SeekAsync("iq");
            if ((string?)answer.Attribute("id") == id)
            {
                return answer;
            }
        }
    }

    /// <summary>Sends a ciphertext for device 1 of somebody and waits until the server has settled it: null when it was taken, else the code.</summary>
    public Task<string?> SendAsync(TestPerson to, string digest, string kind = "prekey") => SendAsync(to.Enrolled.Account, digest, kind);

    public Task<string?> SendAsync(string to, string digest, string kind = "prekey") => SettleAsync(
        to,
        $"<encrypted xmlns='urn:tombolo:e2ee:0' suite='signal' device='1' devices='{digest}'><to device='1' kind='{kind}'>RAAAAAAAAAAAAAAA</to></encrypted>");

    /// <summary>Asks for a message again.</summary>
    public Task<string?> RetryAsync(TestPerson to, string messageId) =>
        SettleAsync(to.Enrolled.Account, $"<retry xmlns='urn:tombolo:e2ee:0' id='{messageId}' device='1'>RAAAAAAAAAAAAAAA</retry>");

    public Task<XElement> ReceiveAsync() => _client.SeekAsync("message");

    public Task WaitForEndAsync() => _client.WaitForEndAsync();

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private async Task<string?> SettleAsync(string to, string payload)
    {
        var id = NextId();
        await _client.SendAsync($"<message xmlns='jabber:client' type='chat' to='{to}' id='{id}'>{payload}</message>");
        while (true)
        {
            await _client.RequestAcknowledgementAsync();
            var answer = await _client.ReadAsync();
            if ((string?)answer.Attribute("type") == "error" && (string?)answer.Attribute("id") == id)
            {
                return (string?)answer.Descendants(Errors + "error").Single().Attribute("code");
            }

            if (answer.Name.LocalName == "a" && IsSettled(answer))
            {
                return null;
            }
        }
    }

    // Every stanza sent has a number of its own, so h has caught up when it is the last one.
    private bool IsSettled(XElement acknowledgement) =>
        int.Parse(acknowledgement.Attribute("h")!.Value, CultureInfo.InvariantCulture) >= _ids;

    private string NextId() => "t" + (++_ids).ToString(CultureInfo.InvariantCulture);
}
