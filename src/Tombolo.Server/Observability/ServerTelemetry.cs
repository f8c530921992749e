namespace Tombolo.Server.Observability;

/// <summary>Names under which the host can be observed.</summary>
public static class ServerTelemetry
{
    /// <summary>The meter of every instrument of the host.</summary>
    public const string MeterName = "Tombolo.Server";
}
