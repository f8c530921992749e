namespace Tombolo.Signal.Tests;

/// <summary>Every test of a primitive runs over both providers; where libsodium is missing the native half is skipped.</summary>
public static class Providers
{
    public static TheoryData<PrimitiveProvider> All => [PrimitiveProvider.Managed, PrimitiveProvider.Native];

    internal static IPrimitives Get(PrimitiveProvider provider)
    {
        IPrimitives? primitives = provider == PrimitiveProvider.Managed ? SignalPrimitives.Managed : SignalPrimitives.Native;
        Assert.SkipWhen(primitives is null, "libsodium cannot be loaded here");
        return primitives!;
    }
}
