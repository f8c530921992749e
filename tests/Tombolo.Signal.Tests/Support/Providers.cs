namespace Tombolo.Signal.Tests;

/// <summary>Every test of a primitive runs over all implementations; one that cannot run here is skipped with the reason.</summary>
public static class Providers
{
    private static readonly VectorPrimitives Vector = new(SignalPrimitives.Managed);

    public static TheoryData<TestedPrimitives> All => [.. Enum.GetValues<TestedPrimitives>()];

    internal static IPrimitives Get(TestedPrimitives tested)
    {
        Assert.SkipWhen(tested == TestedPrimitives.Native && SignalPrimitives.Native is null, "libsodium cannot be loaded here");
        Assert.SkipWhen(tested == TestedPrimitives.Vector && !VectorPrimitives.IsSupported, "this processor has no AVX2");
        return tested switch
        {
            TestedPrimitives.Managed => SignalPrimitives.Managed,
            TestedPrimitives.Native => SignalPrimitives.Native!,
            _ => Vector,
        };
    }
}
