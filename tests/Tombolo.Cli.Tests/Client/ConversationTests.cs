using System.Text.Json.Nodes;
using Tombolo.Host;
using Tombolo.Host.DataFolders;
using Tombolo.Host.Settings;
using Tombolo.TestNetwork;

namespace Tombolo.Cli.Tests.Client;

/// <summary>Two `tombolo client` conversations against a real host: what a script sees.</summary>
public sealed class ConversationTests
{
    [Fact]
    public async Task Script_TwoHostUsers_ChatAndSeeReceipts()
    {
        using var folder = new TemporaryFolder();
        using var http = new HttpClient();
        var settings = new HostSettings { Port = FreePorts.Take(), XmppPort = FreePorts.Take(), Development = true, Data = Path.Combine(folder.Path, "host") };
        using var data = DataFolder.TryHold(settings.Data)!;
        await using var host = TomboloHost.Create(settings, data, TimeProvider.System);
        await host.StartAsync();
        await using var alice = await RpcPeer.StartAsync(Path.Combine(folder.Path, "alice"), http);
        await using var carol = await RpcPeer.StartAsync(Path.Combine(folder.Path, "carol"), http);

        Assert.Equal("not_registered", await alice.RefusedAsync("login"));
        await RegisterAsync(alice, settings.PublicUrl, "+34600000001", http);
        await RegisterAsync(carol, settings.PublicUrl, "+34600000002", http);
        Assert.Equal("not_reachable", await alice.RefusedAsync("send", Message("phone", "+34600000009", "Anyone?")));
        var sent = await alice.CallAsync("send", Message("phone", "+34 600 000 002", "Hello Carol 👋"));

        var heard = await carol.HearsAsync("message", message => message["message"]!["text"]!.GetValue<string>() == "Hello Carol 👋");
        await alice.HearsAsync("receipt", receipt => Is(receipt, sent, "delivered"));
        var chat = heard["chat"]!["id"]!.GetValue<string>();
        await carol.CallAsync("markRead", new JsonObject { ["chat"] = chat });
        await alice.HearsAsync("receipt", receipt => Is(receipt, sent, "read"));
        await carol.CallAsync("send", new JsonObject { ["chat"] = chat, ["text"] = "Hello Alice" });
        await alice.HearsAsync("message", message => message["message"]!["text"]!.GetValue<string>() == "Hello Alice");

        Assert.Equal(2, (await alice.CallAsync("messages", new JsonObject { ["chat"] = sent["chat"]!.GetValue<string>(), ["limit"] = 10 })).AsArray().Count);
        Assert.Equal("+34600000002", (await alice.CallAsync("chats"))[0]!["peer"]!["value"]!.GetValue<string>());
        Assert.Empty((await alice.CallAsync("requests")).AsArray());
        Assert.False((await alice.CallAsync("thirdPartyChats"))["enabled"]!.GetValue<bool>());
        Assert.Equal("request_unknown", await alice.RefusedAsync("accept", new JsonObject { ["id"] = "nobody" }));
        Assert.Equal(60, (await carol.CallAsync("safetyNumber", new JsonObject { ["chat"] = chat }))["number"]!.GetValue<string>().Length);
        await alice.CallAsync("logout");
        await alice.HearsAsync("connection", connection => connection["status"]!.GetValue<string>() == "offline");
        await host.StopAsync();
    }

    [Fact]
    public async Task Script_InputEndsAfterSend_TheMessageStillGoesOut()
    {
        using var folder = new TemporaryFolder();
        using var http = new HttpClient();
        var settings = new HostSettings { Port = FreePorts.Take(), XmppPort = FreePorts.Take(), Development = true, Data = Path.Combine(folder.Path, "host") };
        using var data = DataFolder.TryHold(settings.Data)!;
        await using var host = TomboloHost.Create(settings, data, TimeProvider.System);
        await host.StartAsync();
        await using var carol = await RpcPeer.StartAsync(Path.Combine(folder.Path, "carol"), http);
        await RegisterAsync(carol, settings.PublicUrl, "+34600000002", http);

        await using (var alice = await RpcPeer.StartAsync(Path.Combine(folder.Path, "alice"), http))
        {
            await RegisterAsync(alice, settings.PublicUrl, "+34600000001", http);
            await alice.CallAsync("send", Message("phone", "+34600000002", "Last words"));
        }

        await carol.HearsAsync("message", message => message["message"]!["text"]!.GetValue<string>() == "Last words");
        await host.StopAsync();
    }

    private static async Task RegisterAsync(RpcPeer peer, string server, string phone, HttpClient http)
    {
        var started = await peer.CallAsync("register", new JsonObject { ["server"] = server, ["phone"] = phone });
        Assert.Equal("code_wrong", await peer.RefusedAsync("verify", new JsonObject { ["code"] = "00000x" }));
        var outbox = JsonNode.Parse(await http.GetStringAsync($"{server}/dev/outbox.json?number={Uri.EscapeDataString(started["number"]!.GetValue<string>())}"));
        await peer.CallAsync("verify", new JsonObject { ["code"] = outbox!["messages"]![0]!["code"]!.GetValue<string>() });
        Assert.Equal("online", (await peer.CallAsync("login"))["status"]!.GetValue<string>());
        await peer.HearsAsync("connection", connection => connection["status"]!.GetValue<string>() == "online");
    }

    private static JsonObject Message(string type, string value, string text) =>
        new() { ["to"] = new JsonObject { ["type"] = type, ["value"] = value }, ["text"] = text };

    private static bool Is(JsonNode receipt, JsonNode sent, string state) =>
        receipt["id"]!.GetValue<string>() == sent["id"]!.GetValue<string>() && receipt["state"]!.GetValue<string>() == state;
}
