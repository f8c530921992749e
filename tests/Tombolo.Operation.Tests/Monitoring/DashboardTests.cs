using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Tombolo.Operation.Tests.Monitoring;

/// <summary>The dashboard and the alerts are evaluated by a real Prometheus that watches a real host.</summary>
[Collection(nameof(Town))]
public sealed partial class DashboardTests(Town town)
{
    private static readonly string Deploy = Path.Combine(Repository.Root, "deploy");

    /// <summary>Nobody's connection broke off, and PostgreSQL and certificate are not there: these show nothing in this town.</summary>
    private static readonly string[] Quiet = ["tombolo_certificate_time_left_seconds"];

    [Fact]
    public async Task Panels_AfterADayInTown_ShowSomething()
    {
        await using var prometheus = await WatchAsync();

        foreach (var (title, query) in Panels())
        {
            var result = await prometheus.QueryAsync(query.Replace("$__rate_interval", "1m", StringComparison.Ordinal).Replace("=~\"$job\"", "=\"tombolo\"", StringComparison.Ordinal));

            Assert.True(result["status"]!.GetValue<string>() == "success", $"{title}: {query}\n{result}");
            Assert.True(result["data"]!["result"]!.AsArray().Count > 0 || Quiet.Any(name => query.Contains(name, StringComparison.Ordinal)), $"The panel {title} shows nothing: {query}");
        }
    }

    [Fact]
    public async Task Metrics_InDashboardAndAlerts_AreExported()
    {
        using var http = new HttpClient();
        var metrics = await http.GetStringAsync(new Uri($"http://127.0.0.1:{town.MetricsPort}/metrics"), TestContext.Current.CancellationToken);
        var exported = MetricNames().Matches(metrics).Concat(LabelNames().Matches(metrics)).Select(static match => match.Groups[1].Value).ToHashSet();
        var alerts = await File.ReadAllTextAsync(Path.Combine(Deploy, "prometheus", "alerts.yml"), TestContext.Current.CancellationToken);

        var used = Panels().Select(static panel => panel.Query).Append(alerts).SelectMany(static text => UsedNames().Matches(text).Select(static match => match.Value)).Distinct().ToList();

        Assert.True(used.Count > 15, "the names were not found");
        Assert.Equal([], used.Where(name => !exported.Contains(name) && !Quiet.Contains(name)));
    }

    [Fact]
    public async Task Alerts_AreRulesThatPrometheusTakes()
    {
        var (code, said) = await Tool.RunAsync("promtool", "check", "rules", Path.Combine(Deploy, "prometheus", "alerts.yml"));

        Assert.True(code == 0, said);
    }

    [Fact]
    public async Task Metrics_OnThePortOfPeople_DoNotExist()
    {
        using var http = new HttpClient();

        using var reply = await http.GetAsync(new Uri($"http://localhost:{town.Port}/metrics"), TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.NotFound, reply.StatusCode);
    }

    private static IEnumerable<(string Title, string Query)> Panels() =>
        from panel in JsonNode.Parse(File.ReadAllText(Path.Combine(Deploy, "grafana", "tombolo.json")))!["panels"]!.AsArray()
        from target in panel!["targets"]?.AsArray() ?? []
        select ((string)panel["title"]!, (string)target!["expr"]!);

    /// <summary>Looks once, lets the town live, and looks again: a rate needs two looks.</summary>
    private async Task<PrometheusServer> WatchAsync()
    {
        var prometheus = await PrometheusServer.StartAsync(town.MetricsPort);
        await prometheus.LookTwiceAsync();
        await town.LiveADayAsync();
        await prometheus.LookTwiceAsync();
        return prometheus;
    }

    [GeneratedRegex("^([a-z][a-z0-9_]*)[{ ]", RegexOptions.Multiline)]
    private static partial Regex MetricNames();

    [GeneratedRegex("[{,]([a-z][a-z0-9_]*)=")]
    private static partial Regex LabelNames();

    [GeneratedRegex("\\b(tombolo|http|dotnet|kestrel|db)(_[a-z0-9]+)+(?=[{\\[),=])")]
    private static partial Regex UsedNames();
}
