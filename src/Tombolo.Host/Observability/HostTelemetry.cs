using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Tombolo.Host.Settings;
using Tombolo.Server.Observability;

namespace Tombolo.Host.Observability;

/// <summary>
/// Makes the host's own instruments and spans visible, and the instruments of what it stands on. Nothing is collected unless an operator
/// set <c>metrics</c> or <c>otlpUrl</c>. HTTP spans are left out on purpose: their paths and queries could hold what nobody should keep.
/// </summary>
internal static class HostTelemetry
{
    /// <summary>Instruments that come with the platform, named by the semantic conventions or by their makers.</summary>
    private static readonly string[] PlatformMeters =
        ["System.Runtime", "System.Net.Http", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql"];

    /// <summary>Orleans counts dozens of things; these tell whether grains answer, and none of them is counted for each call.</summary>
    private static readonly string[] OrleansInstruments =
        ["orleans-app-requests-timedout", "orleans-messaging-failed-sent-messages", "orleans-catalog-activations", "orleans-directory-ring-size"];

    public static void AddHostTelemetry(this IServiceCollection services, HostSettings settings)
    {
        if (settings.Metrics is null && settings.OtlpUrl is null)
        {
            return;
        }

        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(static resource => resource.Clear().AddService("tombolo", serviceVersion: Version))
            .WithMetrics(metrics => AddMetrics(metrics, settings));
        if (settings.OtlpUrl is { } collector && settings.TraceRatio > 0)
        {
            telemetry.WithTracing(traces => traces
                .AddSource(ServerTelemetry.ActivitySourceName)
                .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(settings.TraceRatio)))
                .AddOtlpExporter(exporter => Send(exporter, collector, "traces")));
        }
    }

    private static string Version => typeof(HostTelemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private static void AddMetrics(MeterProviderBuilder metrics, HostSettings settings)
    {
        metrics.AddMeter(ServerTelemetry.MeterName, HostMetrics.MeterName, "Microsoft.Orleans").AddMeter(PlatformMeters)
            .AddView(static instrument =>
                instrument.Meter.Name == "Microsoft.Orleans" && !OrleansInstruments.Contains(instrument.Name) ? MetricStreamConfiguration.Drop : null);
        if (settings.Metrics is not null)
        {
            metrics.AddPrometheusExporter();
        }

        if (settings.OtlpUrl is { } collector)
        {
            metrics.AddOtlpExporter(exporter => Send(exporter, collector, "metrics"));
        }
    }

    private static void Send(OtlpExporterOptions exporter, Uri collector, string signal)
    {
        exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = new Uri($"{collector.AbsoluteUri.TrimEnd('/')}/v1/{signal}");
    }
}
