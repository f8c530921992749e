using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tombolo.TestNetwork;

namespace Tombolo.Cli.Tests.Serving;

/// <summary>
/// The privacy promise, looked at from outside: while people register and write to each other through it, the serving process has not
/// even loaded the library that could decrypt. Processes of both sides are asked in the same way, so that the question cannot miss.
/// </summary>
public sealed class LoadedLibrariesTests
{
    [Fact]
    public async Task ServingProcess_WhilePeopleWrite_HasNotLoadedWhatCouldDecrypt()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "What a process has loaded is read from /proc.");
        using var folder = new TemporaryFolder();
        var port = FreePorts.TakeRow(3);
        await using var serving = ServingProcess.Start("serve", "--development", "--data", Path.Combine(folder.Path, "host"), "--port", port.ToString(CultureInfo.InvariantCulture));
        var server = await serving.ReadyAsync();
        await using var alice = await EnterAsync(server, "+34600000001", Path.Combine(folder.Path, "alice"));
        await using var carol = await EnterAsync(server, "+34600000002", Path.Combine(folder.Path, "carol"));

        await alice.CallAsync("send", new JsonObject { ["to"] = new JsonObject { ["type"] = "phone", ["value"] = "+34600000002" }, ["text"] = "Hello" });
        await carol.NotifiedAsync("message");

        var served = Loaded(serving.Id);
        Assert.Contains("Tombolo.Server.dll", served);
        Assert.DoesNotContain("Tombolo.Signal.dll", served);
        Assert.DoesNotContain("Tombolo.Content.dll", served);
        Assert.DoesNotContain("Tombolo.Client.dll", served);
        Assert.Contains("Tombolo.Signal.dll", Loaded(carol.Id));
    }

    private static async Task<ClientProcess> EnterAsync(Uri server, string phone, string state)
    {
        var client = ClientProcess.Start(state);
        await client.CallAsync("register", new JsonObject { ["server"] = server.ToString(), ["phone"] = phone });
        using var http = new HttpClient();
        var outbox = await http.GetFromJsonAsync<JsonNode>(new Uri(server, $"dev/outbox.json?number={Uri.EscapeDataString(phone)}"), TestContext.Current.CancellationToken);
        await client.CallAsync("verify", new JsonObject { ["code"] = (string)outbox!["messages"]![0]!["code"]! });
        await client.CallAsync("login");
        return client;
    }

    private static HashSet<string> Loaded(int process) => [.. File.ReadLines($"/proc/{process}/maps")
        .Select(static line => Path.GetFileName(line))
        .Where(static name => name.EndsWith(".dll", StringComparison.Ordinal))];
}
