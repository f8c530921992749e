using System.Diagnostics;

namespace Tombolo.Server.Observability;

/// <summary>Names under which the host can be observed. Instruments and spans are listed in docs/operators.md.</summary>
public static class ServerTelemetry
{
    /// <summary>The meter of every instrument of the host.</summary>
    public const string MeterName = "Tombolo.Server";

    /// <summary>The source of every span of the host.</summary>
    public const string ActivitySourceName = "Tombolo.Server";

    internal static readonly ActivitySource Source = new(ActivitySourceName);
}
