using System.Text.Json.Nodes;
using Tombolo.TestNetwork;

namespace Tombolo.Operation.Tests.Monitoring;

/// <summary>Prometheus itself, looking at one host every second.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private readonly int _port = FreePorts.Take();
    private readonly Daemon _process;

    private PrometheusServer(int metricsPort)
    {
        var file = _folder.Write("prometheus.yml", $$"""
            global: { scrape_interval: 1s }
            scrape_configs: [ { job_name: tombolo, static_configs: [ { targets: ["127.0.0.1:{{metricsPort}}"] } ] } ]
            """);
        _process = Daemon.Start("prometheus", $"--config.file={file}", $"--storage.tsdb.path={_folder.Path}/data", $"--web.listen-address=127.0.0.1:{_port}", "--log.level=warn");
    }

    public static async Task<PrometheusServer> StartAsync(int metricsPort)
    {
        var server = new PrometheusServer(metricsPort);
        await Wait.UntilAsync(async () => await server.CountLooksAsync() > 0, () => "Prometheus to look: " + server._process.Said);
        return server;
    }

    public async Task LookTwiceAsync()
    {
        var before = await CountLooksAsync();
        await Wait.UntilAsync(async () => await CountLooksAsync() >= before + 2, () => "Prometheus to look twice");
    }

    public async Task<JsonNode> QueryAsync(string query)
    {
        using var reply = await _http.GetAsync(new Uri($"http://127.0.0.1:{_port}/api/v1/query?query={Uri.EscapeDataString(query)}"));
        if (reply.StatusCode == System.Net.HttpStatusCode.ServiceUnavailable)
        {
            throw new HttpRequestException("Prometheus still starts.");
        }

        return JsonNode.Parse(await reply.Content.ReadAsStringAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _http.Dispose();
        _folder.Dispose();
    }

    private async Task<int> CountLooksAsync() =>
        await QueryAsync("count_over_time(up{job=\"tombolo\"}[10m])") is var answer && answer["data"]?["result"] is JsonArray { Count: 1 } one ? int.Parse((string)one[0]!["value"]![1]!, System.Globalization.CultureInfo.InvariantCulture) : 0;
}
