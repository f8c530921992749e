using System.Diagnostics.Metrics;
using Tombolo.Server.Observability;

namespace Tombolo.Server.Abuse;

/// <summary>Counts what was refused because a rate was used up.</summary>
internal static class RateMetrics
{
    private static readonly Meter Meter = new(ServerTelemetry.MeterName);
    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>(
        "tombolo.rate_limit.refusals", "{request}", "Requests refused because a rate was used up, by scope.");

    /// <param name="scope">A name of the code, such as <c>registrations</c>; never what a peer sent.</param>
    public static void Refused(string scope) => Refusals.Add(1, new KeyValuePair<string, object?>("tombolo.rate_limit.scope", scope));
}
