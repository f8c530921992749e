using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Tombolo.TestNetwork;

namespace Tombolo.Operation.Tests.Monitoring;

/// <summary>A host that is told of an OpenTelemetry collector, and something that listens where the collector would.</summary>
public sealed class CollectorTests
{
    [Fact]
    public async Task Host_WithACollector_SendsItsMetricsThereAsOtlp()
    {
        using var folder = new TemporaryFolder();
        var (received, url) = (new ConcurrentBag<string>(), $"http://localhost:{FreePorts.Take()}");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var collector = builder.Build();
        collector.Urls.Add(url);
        collector.MapPost("/v1/metrics", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            received.Add(request.ContentType + " " + Encoding.Latin1.GetString(body.ToArray()));
        });
        await collector.StartAsync(TestContext.Current.CancellationToken);

        await using (var serving = ServingProcess.Start("serve", "--development", "--data", folder.Path, "--port", FreePorts.TakeRow(3).ToString(CultureInfo.InvariantCulture), "--otlp-url", url))
        {
            await serving.ReadyAsync();

            // What was not sent yet goes out when the host stops.
            serving.Signal("-TERM");
            await serving.ExitCodeAsync();
        }

        Assert.Contains(received, static sent => sent.StartsWith("application/x-protobuf", StringComparison.Ordinal) && sent.Contains("tombolo.connection.count", StringComparison.Ordinal));
    }
}
