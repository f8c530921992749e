using System.Diagnostics.Metrics;

namespace Tombolo.Host.Observability;

/// <summary>What the host itself knows beside its server: its certificate.</summary>
internal static class HostMetrics
{
    public const string MeterName = "Tombolo.Host";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Reloads = Meter.CreateCounter<long>(
        "tombolo.certificate.reloads", "{reload}", "Times the files of the certificate changed, by what came of it.");

    public static void CertificateLoaded() => Reloads.Add(1, new KeyValuePair<string, object?>("tombolo.outcome", "loaded"));

    public static void CertificateKept() => Reloads.Add(1, new KeyValuePair<string, object?>("tombolo.outcome", "kept"));
}
