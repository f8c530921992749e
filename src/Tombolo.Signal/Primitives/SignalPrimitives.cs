namespace Tombolo.Signal;

/// <summary>Tells which provider of elliptic-curve arithmetic this process uses. The choice is made once, at first use.</summary>
public static class SignalPrimitives
{
    /// <summary>
    /// <see cref="PrimitiveProvider.Native"/> when libsodium could be loaded, else <see cref="PrimitiveProvider.Managed"/>.
    /// Setting the environment variable <c>TOMBOLO_SIGNAL_MANAGED</c> to <c>1</c> before first use keeps native code out.
    /// </summary>
    public static PrimitiveProvider Provider => Current.Provider;

    internal static bool IsManagedWanted { get; } = Environment.GetEnvironmentVariable("TOMBOLO_SIGNAL_MANAGED") == "1";

    internal static IPrimitives Managed { get; } = new ManagedPrimitives();

    internal static IPrimitives? Native { get; } = NativePrimitives.TryCreate();

    internal static IPrimitives Current { get; set; } = Choose();

    private static IPrimitives Choose()
    {
        IPrimitives provider = IsManagedWanted ? Managed : Native ?? Managed;
        return VectorPrimitives.IsSupported ? new VectorPrimitives(provider) : provider;
    }
}
