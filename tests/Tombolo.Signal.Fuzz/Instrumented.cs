namespace Tombolo.Signal.Fuzz;

/// <summary>Which types count their branches.</summary>
internal static class Instrumented
{
    /// <summary>Arithmetic has no branches worth counting, and counting them is dear.</summary>
    private static readonly string[] Arithmetic =
        ["KemField", "Gf65536", "NumberTheoreticTransform", "PolynomialSampler", "FieldElement", "FieldInversion", "EdwardsPoint", "Montgomery"];

    /// <param name="type">Full name; types of this program itself are left out, because they run before the counters exist.</param>
    internal static bool Contains(string type) =>
        type.StartsWith("Tombolo.Signal", StringComparison.Ordinal)
        && !type.StartsWith("Tombolo.Signal.Fuzz", StringComparison.Ordinal)
        && !Arithmetic.Any(name => type.EndsWith("." + name, StringComparison.Ordinal));
}
